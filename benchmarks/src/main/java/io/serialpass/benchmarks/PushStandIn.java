package io.serialpass.benchmarks;

import io.serialpass.simulator.apns.ApnsStandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;

/** A stand-in for Apple's push service in a process of its own, so that what it costs is not counted. */
final class PushStandIn {

    private PushStandIn() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (ApnsStandIn standIn = ApnsStandIn.builder().start()) {
            String certificate =
                    Base64.getEncoder().encodeToString(standIn.certificatePem().getBytes(StandardCharsets.UTF_8));
            System.out.println(certificate);
            System.out.println("http://127.0.0.1:" + standIn.port());
            new CountDownLatch(1).await();
        }
    }
}
