package io.serialpass.simulator.phone;

import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.simulator.web.WalletCall;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.wallet.PassId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How a phone fetches a pass, and what it makes of the answer. */
final class PhoneFetches {

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int UNAUTHORIZED = 401;

    private final Phone phone;
    private final PhoneNetwork network;
    private final PhoneCalls calls;

    PhoneFetches(Phone phone, PhoneNetwork network, PhoneCalls calls) {
        this.phone = phone;
        this.network = network;
        this.calls = calls;
    }

    boolean fetch(PassInPhone held, boolean isListed) {
        Instant began = network.clock().instant();
        Optional<String> date;
        synchronized (phone) {
            date = held.lastModified;
        }
        WalletRequest plain = WalletRequest.fetch(held.pass).withToken(held.token);
        WalletRequest request =
                date.map(text -> plain.with("If-Modified-Since", text)).orElse(plain);
        UnaryOperator<String> text = error -> LogTexts.fetch(held.pass, date, held.service.url(), error);
        Optional<WalletAnswer> answer = calls.send(held.service, WalletCall.FETCH, request, text);
        if (answer.isEmpty()) {
            return false;
        }
        int status = answer.get().status();
        if (status == NOT_MODIFIED) {
            unchanged(held, isListed);
            return true;
        }
        if (status != OK) {
            calls.failed(held.pass, text.apply(LogTexts.code(status)));
            if (status == UNAUTHORIZED) {
                calls.happened(PhoneAction.GAVE_UP, held.pass, LogTexts.status(status));
            }
            return status == UNAUTHORIZED;
        }
        return take(held, answer.get(), date, began, isListed);
    }

    private void unchanged(PassInPhone held, boolean isListed) {
        calls.happened(PhoneAction.UNCHANGED, held.pass, held.version);
        boolean isTooOften;
        synchronized (phone) {
            isTooOften = held.timesNamed > 1;
            held.since = Optional.empty();
        }
        if (isListed && isTooOften) {
            broke(held.pass, LogTexts.unchanged(held.pass, held.service.url()));
        }
    }

    private boolean take(
            PassInPhone held, WalletAnswer answer, Optional<String> date, Instant began, boolean isListed) {
        PackageReading.Read read = network.reading().read(answer.body(), held.pass);
        if (read.isRefused()) {
            broke(held.pass, LogTexts.refused(held.pass, held.service.url(), read.problem()));
            return false;
        }
        Optional<String> lastModified = answer.header("Last-Modified");
        if (lastModified.isEmpty()) {
            broke(held.pass, LogTexts.noLastModified(held.pass));
        }
        boolean isNew;
        boolean isTooOften;
        Instant since;
        synchronized (phone) {
            isNew = !read.version().equals(held.version);
            isTooOften = held.timesNamed > 1;
            // Another fetch of the same pass may have brought what the phone was told of.
            since = held.since.orElse(began);
            held.version = read.version();
            held.lastModified = lastModified;
            held.timesNamed = isNew ? 0 : held.timesNamed;
            held.since = Optional.empty();
        }
        if (isNew) {
            fetched(held.pass, read.version(), lastModified, since);
        } else {
            calls.happened(PhoneAction.UNCHANGED, held.pass, read.version());
            // Within the second of a change the date does not tell versions apart (RFC 9110, 8.8.2.2), and 200 is
            // right.
            boolean isSettled = !lastModified.equals(answer.header("Date"));
            if (date.isPresent() && (isTooOften || (isSettled && date.equals(lastModified)))) {
                broke(held.pass, LogTexts.ignoredDate(held.pass, held.service.url(), date.get()));
            } else if (isListed && isTooOften) {
                broke(held.pass, LogTexts.unchanged(held.pass, held.service.url()));
            }
        }
        return true;
    }

    private void fetched(PassId pass, String version, Optional<String> lastModified, Instant since) {
        network.listener()
                .happened(new PhoneEvent(
                        network.clock().instant(),
                        phone.name(),
                        PhoneAction.FETCHED,
                        Optional.of(pass.passTypeIdentifier()),
                        Optional.of(pass.serialNumber()),
                        version + lastModified.map(date -> " of " + date).orElse(""),
                        Optional.of(since)));
    }

    private void broke(PassId pass, String message) {
        calls.broke(Optional.of(pass.passTypeIdentifier()), Optional.of(pass.serialNumber()), message);
    }
}
