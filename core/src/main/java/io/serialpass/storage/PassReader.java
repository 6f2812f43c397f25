package io.serialpass.storage;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.query.Page;
import io.serialpass.wallet.KeptPackage;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassQuery;
import java.util.List;
import java.util.Optional;

/** Reads passes and their packages. */
public interface PassReader {

    /**
     * Finds a pass, whoever issued it.
     *
     * @param id its type and serial number
     * @return the pass; empty where there is none such
     */
    Optional<Pass> find(PassId id);

    /**
     * Lists passes.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    Page<Pass> list(PassQuery query);

    /**
     * Gives the uploaded package of a pass: of the version that this snapshot shows.
     *
     * @param id the pass
     * @return the package's bytes; empty where none was uploaded
     */
    Optional<byte[]> packageOf(PassId id);

    /**
     * Gives the package that was kept for a pass last, of this version or an earlier one.
     *
     * @param id the pass
     * @return what sets it apart from {@link PassTypeReader#packageBase}; empty where none was kept
     */
    Optional<KeptPackage> keptPackage(PassId id);

    /**
     * Finds the passes that are tied to a serial number of the inventory.
     *
     * @param serialNumber the serial number
     * @return the passes, oldest first
     */
    List<Pass> tiedTo(SerialNumberId serialNumber);
}
