package io.serialpass.simulator.phone;

import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.wallet.PassId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks, at the end, which phones hold an old pass: it fetches each pass once more and compares.
 */
final class PassCheck {

    private static final int OK = 200;

    private final PhoneNetwork network;
    private final Map<PassId, PackageReading.Read> newest = new HashMap<>();

    PassCheck(PhoneNetwork network) {
        this.network = network;
    }

    /** The passes of phones that are not the newest. */
    List<OldPass> of(List<Phone> phones, List<PassFile> files) {
        Set<PassId> held = phones.stream()
                .flatMap(phone -> phone.passes().stream())
                .map(HeldPass::pass)
                .collect(Collectors.toSet());
        files.stream()
                .filter(file -> held.contains(file.pass()))
                .forEach(file -> newest.computeIfAbsent(file.pass(), pass -> fetch(file)));
        return compare(phones);
    }

    private List<OldPass> compare(List<Phone> phones) {
        List<OldPass> old = new ArrayList<>();
        for (Phone phone : phones) {
            for (HeldPass held : phone.passes()) {
                PackageReading.Read right =
                        newest.getOrDefault(held.pass(), new PackageReading.Read("", "It was not looked at."));
                if (right.isRefused()) {
                    old.add(new OldPass(phone.name(), held.pass(), held.version(), right.problem()));
                } else if (!right.version().equals(held.version())) {
                    String is = "The newest is version " + right.version() + ".";
                    old.add(new OldPass(phone.name(), held.pass(), held.version(), is));
                }
            }
        }
        return old;
    }

    private PackageReading.Read fetch(PassFile file) {
        try {
            WalletAnswer answer = network.service(file.webServiceUrl())
                    .send(WalletRequest.fetch(file.pass())
                            .withToken(file.token().orElseThrow()));
            return answer.status() == OK
                    ? network.reading().read(answer.body(), file.pass())
                    : new PackageReading.Read("", "The newest could not be fetched: status " + answer.status() + ".");
        } catch (NoAnswerException e) {
            return new PackageReading.Read("", "The newest could not be fetched. " + e.getMessage());
        }
    }
}
