package io.serialpass.simulator.phone;

import io.serialpass.simulator.web.PassFile;
import io.serialpass.simulator.web.UnreadablePassException;
import io.serialpass.text.Sha256;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.PassId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads packages as phones do, and refuses what they refuse. What was read lately is not read again: many phones of a fleet hold
 * the same pass. Safe for use by many threads.
 */
final class PackageReading {

    private static final int REMEMBERED = 256;

    private final Optional<PackageCheck> check;
    private final Map<String, Read> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Read> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * What was read.
     *
     * @param version the version; empty where there is a problem
     * @param problem why a phone refuses it; empty where it does not
     */
    record Read(String version, String problem) {

        boolean isRefused() {
            return !problem.isEmpty();
        }
    }

    PackageReading(Optional<PackageCheck> check) {
        this.check = check;
    }

    Read read(byte[] pkpass, PassId expected) {
        String key = expected + " " + Sha256.hex(pkpass);
        synchronized (recent) {
            Read known = recent.get(key);
            if (known != null) {
                return known;
            }
        }
        Read read = readNow(pkpass, expected);
        synchronized (recent) {
            recent.put(key, read);
        }
        return read;
    }

    private Read readNow(byte[] pkpass, PassId expected) {
        PassFile file;
        try {
            file = PassFile.read(pkpass);
        } catch (UnreadablePassException e) {
            return new Read("", String.valueOf(e.getMessage()));
        }
        if (!file.pass().equals(expected)) {
            return new Read("", "It is a package of " + file.pass() + ".");
        }
        return new Read(
                file.version(), check.map(by -> problem(by, pkpass, expected)).orElse(""));
    }

    private static String problem(PackageCheck check, byte[] pkpass, PassId expected) {
        List<String> problems = check.problems(pkpass, expected);
        if (!problems.isEmpty()) {
            return problems.get(0);
        }
        return check.examine(pkpass).stream()
                .filter(Finding::isError)
                .findFirst()
                .map(Finding::toString)
                .orElse("");
    }
}
