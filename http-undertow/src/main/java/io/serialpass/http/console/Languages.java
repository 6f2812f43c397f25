package io.serialpass.http.console;

import io.serialpass.service.PassTypeService.Detailed;
import io.serialpass.wallet.PassFileName;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The languages in which a pass type has texts or images. */
final class Languages {

    private static final String FOLDER = ".lproj/";

    private Languages() {}

    /** The tags of the languages, in order; English, in which a pass is drawn without any, first. */
    static List<String> of(Detailed type) {
        TreeSet<String> tags = new TreeSet<>();
        for (PassFileName file : type.content().files().keySet()) {
            int end = file.value().indexOf(FOLDER);
            if (end > 0) {
                tags.add(file.value().substring(0, end).replace('_', '-'));
            }
        }
        tags.remove("en");
        List<String> all = new ArrayList<>(List.of("en"));
        all.addAll(tags);
        return all;
    }
}
