package io.serialpass.storage.memory;

import io.serialpass.event.ActivityCount;
import io.serialpass.event.ActivityKind;
import io.serialpass.event.HourOfActivity;
import io.serialpass.organization.Organization;
import io.serialpass.query.TimeRange;
import io.serialpass.storage.ActivityWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/** How often things happened in each hour, in one state. */
final class MemoryActivity implements ActivityWriter {

    private final StateHolder holder;

    MemoryActivity(StateHolder holder) {
        this.holder = holder;
    }

    /**
     * The counts, immutable.
     *
     * @param hours the hours of each organization
     */
    record Counts(HashPMap<Organization, TreePMap<Instant, HourOfActivity>> hours) implements State.Part {
        static final Counts EMPTY = new Counts(HashTreePMap.empty());

        TreePMap<Instant, HourOfActivity> of(Organization organization) {
            return hours.getOrDefault(organization, TreePMap.empty());
        }

        Counts with(Organization organization, TreePMap<Instant, HourOfActivity> changed) {
            return new Counts(hours.plus(organization, changed));
        }
    }

    private Counts counts() {
        return holder.state().activity();
    }

    @Override
    public List<HourOfActivity> list(Organization organization, TimeRange range) {
        return counts().of(organization).values().stream()
                .filter(hour -> range.contains(hour.hour()))
                .toList();
    }

    @Override
    public void add(Collection<ActivityCount> counts) {
        for (ActivityCount count : counts) {
            Optional.ofNullable(holder.wallet().types().get(count.passTypeIdentifier()))
                    .ifPresent(type -> add(type.type().organization(), count));
        }
    }

    private void add(Organization organization, ActivityCount count) {
        Counts before = counts();
        TreePMap<Instant, HourOfActivity> hours = before.of(organization);
        Map<ActivityKind, Long> changed = new EnumMap<>(ActivityKind.class);
        Optional.ofNullable(hours.get(count.hour())).ifPresent(known -> changed.putAll(known.counts()));
        changed.merge(count.kind(), count.count(), Long::sum);
        HourOfActivity hour = new HourOfActivity(count.hour(), changed);
        holder.change(state -> state.with(before.with(organization, hours.plus(count.hour(), hour))));
    }

    @Override
    public int trim(Instant before) {
        int removed = 0;
        for (Map.Entry<Organization, TreePMap<Instant, HourOfActivity>> entry :
                counts().hours().entrySet()) {
            List<HourOfActivity> old =
                    new ArrayList<>(entry.getValue().headMap(before).values());
            removed += old.stream().mapToInt(hour -> hour.counts().size()).sum();
            TreePMap<Instant, HourOfActivity> kept = entry.getValue()
                    .minusAll(old.stream().map(HourOfActivity::hour).toList());
            holder.change(state -> state.with(state.activity().with(entry.getKey(), kept)));
        }
        return removed;
    }
}
