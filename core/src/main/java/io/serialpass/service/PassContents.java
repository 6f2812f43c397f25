package io.serialpass.service;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.ReadView;
import io.serialpass.wallet.InForce;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.PassVersion;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gathers what the data of passes make of their templates: all that packages are made of but the other files, which need not be
 * read where the data alone are of interest. Each type is read once, so it must not change meanwhile. For one unit of work.
 */
final class PassContents {

    private final ReadView view;
    private final Map<PassTypeIdentifier, Optional<Template>> templates = new HashMap<>();

    PassContents(ReadView view) {
        this.view = view;
    }

    /**
     * A pass type whose packages are made here.
     *
     * @param type the type
     * @param version the version that its content gave to its passes
     * @param content its template alone
     * @param inForce the certificate and the address with which its packages are made
     */
    private record Template(PassType type, PassVersion version, PassTypeContent content, InForce inForce) {}

    private Optional<Template> template(PassTypeIdentifier type) {
        return templates.computeIfAbsent(
                type,
                wanted -> view.passTypes()
                        .find(wanted)
                        .flatMap(found -> found.content().map(version -> read(found, version))));
    }

    private Template read(PassType type, PassVersion version) {
        byte[] template =
                view.passTypes().file(type.identifier(), PassFileName.TEMPLATE).orElseThrow();
        return new Template(
                type,
                version,
                new PassTypeContent(
                        type.identifier(),
                        type.organization(),
                        version.tag(),
                        new TreeMap<>(Map.of(PassFileName.TEMPLATE, template))),
                Packages.inForce(view, type.identifier()));
    }

    /** Gathers the parts that the package of a pass is made of; empty if it is not made here. */
    Optional<PassContent> of(Pass pass) {
        return pass.source() == PackageSource.MADE
                ? template(pass.id().passTypeIdentifier()).map(template -> content(pass, template))
                : Optional.empty();
    }

    /** Gathers the parts that the package of a new pass will be made of; empty if it will not be made here. */
    Optional<PassContent> of(NewPass wanted) {
        return template(wanted.id().passTypeIdentifier())
                .filter(template -> template.type().organization().equals(wanted.organization()))
                .map(template -> content(toCome(wanted, template.version()), template));
    }

    private static Pass toCome(NewPass wanted, PassVersion version) {
        return new Pass(
                0,
                wanted.id(),
                wanted.organization(),
                wanted.authenticationToken(),
                wanted.serialNumberId(),
                wanted.details(),
                PackageSource.MADE,
                version.tag(),
                Optional.of(version.lastModified()),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private PassContent content(Pass pass, Template template) {
        return Packages.content(view, pass, template.content(), template.inForce());
    }
}
