package io.serialpass.storage;

import io.serialpass.inventory.ItemId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.PassTypeQuery;
import io.serialpass.wallet.UpdateTag;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads pass types, their templates and files.
 *
 * @since 0.1
 */
public interface PassTypeReader {

    /**
     * Finds a type, whosever it is.
     *
     * @param identifier its identifier
     * @return the type; empty if nobody used it yet
     */
    Optional<PassType> find(PassTypeIdentifier identifier);

    /**
     * Lists types.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    Page<PassType> list(PassTypeQuery query);

    /**
     * Lists the types that make packages, of all organizations.
     *
     * @return those with a template, in the order of creation
     */
    List<PassType> withTemplate();

    /**
     * Finds the types that make packages and have passes tied to serial numbers of an item.
     *
     * @param item the item
     * @return the types, in the order of creation
     */
    List<PassTypeIdentifier> tiedTo(ItemId item);

    /**
     * Gives the template and the files of a type.
     *
     * @param identifier its identifier
     * @return all of them; empty if there is no such type
     */
    Optional<PassTypeContent> content(PassTypeIdentifier identifier);

    /**
     * Tells how long the template and the files of a type are together, and reads none of them.
     *
     * @param identifier its identifier
     * @return how many bytes they have; 0 where there is no such type
     */
    long contentLength(PassTypeIdentifier identifier);

    /**
     * Tells how long one file of a type is, and does not read it.
     *
     * @param identifier its identifier
     * @param name the file's name
     * @return how many bytes it has; empty if there is none such
     */
    OptionalLong fileLength(PassTypeIdentifier identifier, PassFileName name);

    /**
     * Gives one file of a type.
     *
     * @param identifier its identifier
     * @param name the file's name
     * @return the bytes; empty if there is none such
     */
    Optional<byte[]> file(PassTypeIdentifier identifier, PassFileName name);

    /**
     * Gives the package that those of a revision are told apart from.
     *
     * @param identifier the type
     * @param revision a {@link PassTypeContent#revision} that the type has or had
     * @return the package's bytes; empty if none was kept, or not any more
     */
    Optional<byte[]> packageBase(PassTypeIdentifier identifier, UpdateTag revision);
}
