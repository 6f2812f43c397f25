package io.serialpass;

import io.serialpass.event.ActivityKind;
import io.serialpass.metrics.Metrics;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAbility;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushSender;
import io.serialpass.service.ActivityService;
import io.serialpass.wallet.PushToken;
import java.util.concurrent.CompletionStage;

/** A sender of pushes that reports the outcome of each attempt, and counts those that were taken. */
record MeasuredPushSender(PushSender sender, Metrics metrics, ActivityService activity) implements PushSender {

    @Override
    public PushAbility ability(PassTypeIdentifier type) {
        return sender.ability(type);
    }

    @Override
    public boolean isReachable(PushToken token) {
        return sender.isReachable(token);
    }

    @Override
    public CompletionStage<PushAnswer> send(PassTypeIdentifier type, PushToken token) {
        return sender.send(type, token).thenApply(answer -> {
            metrics.pushed(answer);
            if (answer.verdict() == PushAnswer.Verdict.SENT) {
                activity.count(type, ActivityKind.PUSH, 1);
            }
            return answer;
        });
    }

    @Override
    public int mostUnderWay() {
        return sender.mostUnderWay();
    }

    @Override
    public void close() {
        sender.close();
    }
}
