package io.serialpass.push.apns;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushSender;
import io.serialpass.simulator.apns.ApnsStandIn;
import io.serialpass.wallet.PushToken;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Sends pushes of tests. */
final class Pushes {

    static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.ticket");

    private Pushes() {}

    /** Tokens as APNs gives them, each another one. */
    static PushToken token(int number) {
        return new PushToken(String.format("%064x", number + 1));
    }

    static ApnsPushSenderBuilder to(ApnsStandIn standIn, ApnsCredentials credentials) {
        return ApnsPushSender.builder(credentials)
                .server("127.0.0.1", standIn.port())
                .trust(List.of(standIn.certificate()));
    }

    static PushAnswer get(CompletionStage<PushAnswer> answer) throws Exception {
        return answer.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    static PushAnswer send(PushSender sender) throws Exception {
        return get(sender.send(TYPE, token(0)));
    }

    /** Sends many at once. */
    static List<PushAnswer> send(PushSender sender, int number) throws Exception {
        List<CompletionStage<PushAnswer>> underWay = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            underWay.add(sender.send(TYPE, token(i)));
        }
        List<PushAnswer> answers = new ArrayList<>();
        for (CompletionStage<PushAnswer> answer : underWay) {
            answers.add(get(answer));
        }
        return answers;
    }

    /** Sends until it is taken, as an application does that tries again. */
    static PushAnswer sendUntilSent(PushSender sender) throws Exception {
        PushAnswer answer = send(sender);
        for (int i = 0; i < 1000 && !answer.equals(PushAnswer.SENT); i++) {
            answer = send(sender);
        }
        return answer;
    }
}
