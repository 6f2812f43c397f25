package io.serialpass.push;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.PushToken;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends nothing. */
enum NoPushSender implements PushSender {
    INSTANCE;

    private static final PushAbility OFF = PushAbility.off("No push service is set up.");

    @Override
    public PushAbility ability(PassTypeIdentifier type) {
        return OFF;
    }

    @Override
    public boolean isReachable(PushToken token) {
        return false;
    }

    @Override
    public CompletionStage<PushAnswer> send(PassTypeIdentifier type, PushToken token) {
        return CompletableFuture.completedFuture(PushAnswer.unanswered(PushAnswer.Verdict.CREDENTIALS, OFF.reason()));
    }

    @Override
    public int mostUnderWay() {
        return 1;
    }

    @Override
    public void close() {
        // There is nothing to free.
    }
}
