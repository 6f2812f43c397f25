package io.serialpass.service.push;

import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushAnswer.Verdict;
import io.serialpass.push.PushRecord;
import io.serialpass.wallet.DeviceAsk;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFetch;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds how far a device has come with a pass, and says it in plain words. Immutable.
 *
 * @param state how far it has come
 * @param sentence what is missing, and what to do
 */
record Progress(DeviceState state, String sentence) {

    private static final String LOOK_AT_LOGS =
            " Look at what the device logged, and at the server's log: the fetch may have failed.";

    /**
     * The facts of one device.
     *
     * @param pass the pass
     * @param lacksCertificate whether its package is made here, and its type has no certificate in force yet, since it or the icon
     *     is missing
     * @param fetch when the pass was last fetched, by whichever device
     * @param registration the registration
     * @param push the last push to its token
     * @param ask when the device last asked
     * @param isReachable whether a push service can have given the token
     * @param waiting why pushes of the type wait; empty if they are sent
     */
    record Facts(
            Pass pass,
            boolean lacksCertificate,
            Optional<PassFetch> fetch,
            Registration registration,
            Optional<PushRecord> push,
            Optional<DeviceAsk> ask,
            boolean isReachable,
            Optional<String> waiting) {

        boolean isFetched() {
            return fetch.filter(known -> known.version().compareTo(pass.updateTag()) >= 0)
                    .isPresent();
        }

        boolean isTold() {
            return push.filter(known -> known.told().compareTo(pass.updateTag()) >= 0)
                    .isPresent();
        }

        /** Whether the device was given a list that names the pass, or sent a tag that is newer than the change. */
        boolean hasAsked() {
            return ask.flatMap(known -> known.told().or(known::since))
                    .filter(tag -> tag.compareTo(pass.updateTag()) >= 0)
                    .isPresent();
        }
    }

    static Progress of(Facts facts) {
        if (!facts.pass().hasPackage()) {
            return new Progress(
                    DeviceState.NO_PACKAGE,
                    "The pass has no package yet, so there is nothing to fetch. Upload one, or"
                            + " give its type a template.");
        }
        if (facts.lacksCertificate()) {
            return new Progress(
                    DeviceState.NO_PACKAGE,
                    "The pass has no package yet, so there is nothing to fetch: its type has no certificate or no"
                            + " icon. Put both in place; the device is told then.");
        }
        if (facts.hasAsked() || (facts.isFetched() && facts.isTold())) {
            return asked(facts);
        }
        if (facts.isTold()) {
            return told(facts, facts.push().orElseThrow());
        }
        if (isNewerThanChange(facts.registration(), facts.pass().updateTag())) {
            return new Progress(
                    DeviceState.REGISTERED,
                    "The device registered after the last change, and asks by itself. No push is needed.");
        }
        if (!facts.isReachable()) {
            return new Progress(
                    DeviceState.UNREACHABLE,
                    "The push token is not one that the push service can have given, so the device is never pushed. It"
                            + " learns of changes when its holder refreshes the pass.");
        }
        return facts.waiting()
                .map(reason -> new Progress(DeviceState.WAITING, "The push waits, and is not lost: " + reason))
                .orElseGet(() -> notTold(facts));
    }

    private static boolean isNewerThanChange(Registration registration, UpdateTag change) {
        return registration.lastUpdated().equals(registration.dateCreated())
                && registration.updateTag().compareTo(change) >= 0;
    }

    private static Progress asked(Facts facts) {
        if (facts.isFetched()) {
            return new Progress(
                    DeviceState.FETCHED,
                    "The newest version was fetched at "
                            + time(facts.fetch().orElseThrow().time())
                            + ". The phone is up to date, or another one that holds the pass is.");
        }
        return new Progress(
                DeviceState.ASKED,
                "The device asked at " + time(facts.ask().orElseThrow().time())
                        + " and was told of the change, but the newest version was not fetched." + LOOK_AT_LOGS);
    }

    private static Progress told(Facts facts, PushRecord push) {
        PushAnswer answer = push.answer();
        return switch (answer.verdict()) {
            case GONE ->
                unreachable("The push service said at " + time(push.time()) + " that the token is dead. The phone has"
                        + " another one by now, or its pass was deleted; it registers again by itself.");
            case BAD_TOKEN ->
                unreachable("The push service does not know the token (" + word(answer)
                        + "). Was it given by another environment, such as a sandbox?");
            case REFUSED -> unreachable("The push service refused the push: " + word(answer) + ".");
            default ->
                new Progress(
                        DeviceState.SENT,
                        "The push service took the push at " + time(push.time()) + ". "
                                + facts.ask()
                                        .map(ask -> "The device asked last at " + time(ask.time()) + ", before it.")
                                        .orElse("It is not known that the device ever asked.")
                                + " It is off or offline, or its holder has switched off automatic updates of the pass."
                                + " There is nothing to do on the server.");
        };
    }

    private static Progress unreachable(String sentence) {
        return new Progress(DeviceState.UNREACHABLE, sentence);
    }

    private static Progress notTold(Facts facts) {
        Optional<PushRecord> failed = facts.push().filter(push -> push.answer().verdict() != Verdict.SENT);
        if (failed.isEmpty()) {
            return new Progress(DeviceState.QUEUED, "The push is in the queue, and is sent within seconds.");
        }
        PushRecord push = failed.get();
        String tried = "The push failed at " + time(push.time()) + " (" + word(push.answer()) + "), for the "
                + push.failures() + ". time.";
        return push.retry()
                .map(next -> new Progress(DeviceState.RETRYING, tried + " It is tried again at " + time(next) + "."))
                .orElseGet(() -> new Progress(
                        DeviceState.GIVEN_UP, tried + " It was given up; the next change of the pass is told."));
    }

    private static String word(PushAnswer answer) {
        return answer.status() == 0 ? answer.reason() : answer.status() + " " + answer.reason();
    }

    private static String time(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond()).toString();
    }
}
