package io.serialpass.storage.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.PassFields;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a pass as a column holds them: a JSON object, null for none. */
final class FieldsColumn {

    private static final JsonFactory JSON = new JsonFactory();

    private FieldsColumn() {}

    static @Nullable String write(PassFields fields) {
        if (fields.values().isEmpty()) {
            return null;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, FieldValue> field : fields.values().entrySet()) {
                json.writeFieldName(field.getKey());
                json.writeObject(field.getValue()
                        .<Object>match(FieldValue.Text::value, FieldValue.Decimal::value, FieldValue.Bool::value));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return text.toString();
    }

    static PassFields read(@Nullable String column) {
        if (column == null) {
            return PassFields.NONE;
        }
        Map<String, FieldValue> values = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(column)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                values.put(
                        name,
                        token == JsonToken.VALUE_STRING
                                ? new FieldValue.Text(json.getText())
                                : token.isNumeric()
                                        ? new FieldValue.Decimal(json.getDecimalValue())
                                        : new FieldValue.Bool(json.getBooleanValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("fields of a pass are no JSON", e);
        }
        return new PassFields(values);
    }
}
