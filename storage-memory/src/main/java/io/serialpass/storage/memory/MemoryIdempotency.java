package io.serialpass.storage.memory;

import io.serialpass.organization.FirstAnswer;
import io.serialpass.organization.IdempotencyKey;
import io.serialpass.organization.Organization;
import io.serialpass.storage.IdempotencyWriter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The first answers of one state. */
final class MemoryIdempotency implements IdempotencyWriter {

    private final StateHolder holder;

    MemoryIdempotency(StateHolder holder) {
        this.holder = holder;
    }

    private Answers answers() {
        return holder.state().answers();
    }

    private Optional<FirstAnswer> find(Answers.Owned owned) {
        return Optional.ofNullable(answers().answers().get(owned)).map(Answers.Numbered::answer);
    }

    @Override
    public Optional<FirstAnswer> find(Organization organization, IdempotencyKey key) {
        return find(new Answers.Owned(organization, key));
    }

    @Override
    public void put(Organization organization, IdempotencyKey key, FirstAnswer answer) {
        holder.change(state -> state.with(state.answers().with(new Answers.Owned(organization, key), answer)));
    }

    private void delete(Answers.Owned owned) {
        holder.change(state -> state.with(state.answers().without(owned)));
    }

    @Override
    public void prune(Instant before, int most) {
        List<Answers.Owned> oldest =
                answers().byAge().values().stream().limit(most).toList();
        for (Answers.Owned owned : oldest) {
            if (find(owned).orElseThrow().dateCreated().isBefore(before)) {
                delete(owned);
            }
        }
    }

    @Override
    public void limit(Organization organization, long mostBytes) {
        while (answers().bytesOf(organization) > mostBytes) {
            long oldest = answers().numbersOf(organization).first();
            delete(Objects.requireNonNull(answers().byAge().get(oldest)));
        }
    }
}
