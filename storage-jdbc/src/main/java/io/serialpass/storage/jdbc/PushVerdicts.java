package io.serialpass.storage.jdbc;

import io.serialpass.push.PushAnswer.Verdict;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/** The numbers by which verdicts are stored. A number is never given to another verdict. */
final class PushVerdicts {

    private static final Map<Verdict, Integer> CODES = Map.of(
            Verdict.SENT, 1,
            Verdict.GONE, 2,
            Verdict.BAD_TOKEN, 3,
            Verdict.TOO_OFTEN, 4,
            Verdict.FAILED, 5,
            Verdict.CREDENTIALS, 6,
            Verdict.REFUSED, 7);

    private static final Map<Integer, Verdict> VERDICTS =
            CODES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Entry::getValue, Entry::getKey));

    private PushVerdicts() {}

    static int code(Verdict verdict) {
        return CODES.getOrDefault(verdict, 0);
    }

    static Verdict verdict(int code) {
        Verdict verdict = VERDICTS.get(code);
        if (verdict == null) {
            throw new IllegalArgumentException("no verdict has the code " + code);
        }
        return verdict;
    }
}
