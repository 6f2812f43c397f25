package io.serialpass.simulator.apns;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the stand-in does with a push. Immutable, and safe for use by many threads.
 *
 * @since 0.1
 */
public final class PushReaction {

    enum Kind {
        ACCEPT,
        REFUSE,
        SILENCE,
        DROP,
        GO_AWAY,
        REFUSE_STREAM
    }

    private static final CompletionStage<?> NOW = CompletableFuture.completedFuture("");

    private static final PushReaction ACCEPT = of(Kind.ACCEPT);
    private static final PushReaction SILENCE = of(Kind.SILENCE);
    private static final PushReaction DROP = of(Kind.DROP);
    private static final PushReaction GO_AWAY = of(Kind.GO_AWAY);
    private static final PushReaction REFUSE_STREAM = of(Kind.REFUSE_STREAM);

    private final Kind kind;
    private final int status;
    private final Optional<String> body;
    private final CompletionStage<?> moment;

    private PushReaction(Kind kind, int status, Optional<String> body, CompletionStage<?> moment) {
        this.kind = kind;
        this.status = status;
        this.body = body;
        this.moment = moment;
    }

    private static PushReaction of(Kind kind) {
        return new PushReaction(kind, 200, Optional.empty(), NOW);
    }

    /**
     * Takes the push: status 200.
     *
     * @return the reaction
     */
    public static PushReaction accept() {
        return ACCEPT;
    }

    /**
     * Refuses the push as APNs does.
     *
     * @param status the status, such as 400
     * @param reason APNs' word, such as {@code BadDeviceToken}
     * @return the reaction
     */
    public static PushReaction refuse(int status, String reason) {
        return answer(status, "{\"reason\":\"" + reason + "\"}");
    }

    /**
     * Refuses the push since the token is dead: status 410.
     *
     * @param reason {@code Unregistered} or {@code ExpiredToken}
     * @param since since when it has been dead
     * @return the reaction
     */
    public static PushReaction gone(String reason, Instant since) {
        return answer(410, "{\"reason\":\"" + reason + "\",\"timestamp\":" + since.toEpochMilli() + "}");
    }

    /**
     * Answers with any status and body, as a machine between the sender and APNs may.
     *
     * @param status the status, 200 to 599
     * @param body the body; where it is empty, an empty frame of data is sent
     * @return the reaction
     */
    public static PushReaction answer(int status, String body) {
        return new PushReaction(Kind.REFUSE, status, Optional.of(body), NOW);
    }

    /**
     * Answers with a status and nothing else.
     *
     * @param status the status, 200 to 599
     * @return the reaction
     */
    public static PushReaction withoutBody(int status) {
        return new PushReaction(Kind.REFUSE, status, Optional.empty(), NOW);
    }

    /**
     * Never answers the push. The connection stays open.
     *
     * @return the reaction
     */
    public static PushReaction silence() {
        return SILENCE;
    }

    /**
     * Drops the connection at once, without a word.
     *
     * @return the reaction
     */
    public static PushReaction drop() {
        return DROP;
    }

    /**
     * Sends GOAWAY: this push and those after it are not dealt with, those before it are still answered.
     *
     * @return the reaction
     */
    public static PushReaction goAway() {
        return GO_AWAY;
    }

    /**
     * Refuses the stream (REFUSED_STREAM), as a server does with more streams than it allows.
     *
     * @return the reaction
     */
    public static PushReaction refuseStream() {
        return REFUSE_STREAM;
    }

    /**
     * The same, but not before a moment: when a test says so, or when a scheduler does.
     *
     * @param when it ends at that moment, well or not
     * @return the reaction
     */
    public PushReaction at(CompletionStage<?> when) {
        return new PushReaction(kind, status, body, when);
    }

    Kind kind() {
        return kind;
    }

    int status() {
        return status;
    }

    Optional<String> body() {
        return body;
    }

    CompletionStage<?> moment() {
        return moment;
    }

    boolean isNow() {
        return moment == NOW;
    }
}
