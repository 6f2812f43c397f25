package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.wallet.apple.template.PassJsonFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The form by which a pass asks its holder for data: personalization.json.
 *
 * @since 0.1
 */
public final class EnrolmentForm {

    /**
     * The fields that a form can ask for, each with the keys that Wallet sends for it. Apple does not say that all keys of a
     * field are always sent.
     */
    static final SortedMap<String, List<String>> FIELDS = Collections.unmodifiableSortedMap(fields());

    private EnrolmentForm() {}

    private static SortedMap<String, List<String>> fields() {
        SortedMap<String, List<String>> fields = new TreeMap<>();
        fields.put("PKPassPersonalizationFieldName", List.of("fullName", "givenName", "familyName"));
        fields.put("PKPassPersonalizationFieldPostalCode", List.of("postalCode", "ISOCountryCode"));
        fields.put("PKPassPersonalizationFieldEmailAddress", List.of("emailAddress"));
        fields.put("PKPassPersonalizationFieldPhoneNumber", List.of("phoneNumber"));
        return fields;
    }

    /**
     * Reads what a form requires.
     *
     * @param form the file
     * @return for each field that it asks for, the keys that Wallet sends for it; empty if the file is no form
     */
    public static List<List<String>> required(byte[] form) {
        List<List<String>> required = new ArrayList<>();
        PassJsonFormat.read("personalization.json", form, new ArrayList<>()).ifPresent(read -> {
            for (JsonNode field : read.path("requiredPersonalizationFields")) {
                List<String> keys = FIELDS.get(field.asText());
                if (keys != null) {
                    required.add(keys);
                }
            }
        });
        return required;
    }
}
