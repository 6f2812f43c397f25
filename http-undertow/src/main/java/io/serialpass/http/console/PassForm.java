package io.serialpass.http.console;

import io.serialpass.http.web.Dates;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What the form shows by which a pass is edited, or what was sent with it. Each value is sent as it was shown first too. So only what
 * its reader edited is changed, and two people who edit different fields do not undo each other's work. Immutable.
 *
 * @param rows the fields of the pass, and at the end one to add
 * @param end when the pass ends to be worth something, as it is written; an empty text for never
 * @param shownEnd the same as the form showed it first
 */
record PassForm(List<FieldRow> rows, String end, String shownEnd) implements UnaryOperator<PassDetails> {

    /** The form for a pass as it is. */
    static PassForm of(Pass pass) {
        List<FieldRow> rows = new ArrayList<>();
        pass.details().fields().values().forEach((name, value) -> rows.add(FieldRow.of(name, value)));
        rows.add(FieldRow.NEW);
        String end = pass.details().expirationDate().map(Dates::format).orElse("");
        return new PassForm(List.copyOf(rows), end, end);
    }

    /** The form for a pass that is to be issued with fields of these names. */
    static PassForm ofNames(Collection<String> names) {
        List<FieldRow> rows = new ArrayList<>();
        names.forEach(name -> rows.add(new FieldRow(name, FieldRow.Kind.TEXT, "", "", false)));
        rows.add(FieldRow.NEW);
        return new PassForm(List.copyOf(rows), "", "");
    }

    /** What was sent. */
    static PassForm sent(Form form) {
        List<String> names = form.all("name");
        List<String> kinds = form.all("kind");
        List<String> values = form.all("value");
        List<String> shown = form.all("shown");
        Set<String> removed = Set.copyOf(form.all("remove"));
        List<FieldRow> rows = new ArrayList<>();
        for (int i = 0;
                i < Math.min(Math.min(names.size(), kinds.size()), Math.min(values.size(), shown.size()));
                i++) {
            rows.add(new FieldRow(
                    names.get(i).strip(),
                    FieldRow.Kind.named(kinds.get(i)),
                    FieldRow.lines(values.get(i)),
                    FieldRow.lines(shown.get(i)),
                    removed.contains(names.get(i))));
        }
        return new PassForm(List.copyOf(rows), form.text("end").strip(), form.text("shown-end"));
    }

    /** Whether the end is one, or says that there is none. */
    boolean hasValidEnd() {
        return end.isEmpty() || Dates.parse(end).isPresent();
    }

    /** Whether there is a value whose field has no name. */
    boolean hasNamelessValue() {
        return rows.stream()
                .anyMatch(row -> row.name().isEmpty() && !row.value().isEmpty());
    }

    /** Whether the field to add, which is the last one, has a name and no value. */
    boolean hasValuelessName() {
        FieldRow last = rows.isEmpty() ? FieldRow.NEW : rows.get(rows.size() - 1);
        return !last.name().isEmpty() && last.value().isEmpty() && last.shown().isEmpty();
    }

    /**
     * Changes what was edited.
     *
     * @throws IllegalArgumentException if a pass cannot hold it; the text is the end of a sentence that begins with the fields
     */
    @Override
    public PassDetails apply(PassDetails before) {
        PassFields fields = before.fields()
                .without(rows.stream()
                        .filter(FieldRow::isRemoved)
                        .map(FieldRow::name)
                        .collect(Collectors.toSet()));
        Map<String, FieldValue> changed = new LinkedHashMap<>();
        rows.stream().filter(FieldRow::isEdited).forEach(row -> changed.put(row.name(), row.read()));
        PassDetails after = before.withFields(fields.with(new PassFields(changed)));
        return end.equals(shownEnd) ? after : after.withExpirationDate(Dates.parse(end));
    }
}
