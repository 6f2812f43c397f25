package io.serialpass.http.console;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.query.PageRequest;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.RegistrationQuery;
import java.util.List;

/** Finds the passes that change with a serial number, and on how many phones they are. Safe for use by many threads. */
final class TiedPasses {

    private final Storage storage;

    TiedPasses(Storage storage) {
        this.storage = storage;
    }

    /** The passes that are tied to serial numbers, which the caller is known to own. */
    List<TiedPass> of(List<SerialNumberId> ids) {
        return storage.read(view -> view.passes().tiedTo(ids).stream()
                .map(pass -> new TiedPass(pass, phones(view, pass)))
                .toList());
    }

    /** A pass, which the caller is known to own, with the number of its phones. */
    static TiedPass withPhones(Storage storage, Pass pass) {
        return new TiedPass(pass, storage.read(view -> phones(view, pass)));
    }

    private static long phones(ReadView view, Pass pass) {
        return view.registrations()
                .list(RegistrationQuery.builder(pass.id())
                        .page(PageRequest.first(1))
                        .build())
                .total()
                .orElseThrow();
    }
}
