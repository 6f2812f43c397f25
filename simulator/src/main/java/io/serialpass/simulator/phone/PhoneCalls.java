package io.serialpass.simulator.phone;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.UpdatedList;
import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.simulator.web.WalletCall;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.simulator.web.WalletService;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The calls of a phone, one at a time. No lock is held while a server works. A call gives false where it failed and is to be
 * tried again.
 */
final class PhoneCalls {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;

    private final Phone phone;
    private final PhoneNetwork network;
    private final PhoneFetches fetches;

    PhoneCalls(Phone phone, PhoneNetwork network) {
        this.phone = phone;
        this.network = network;
        this.fetches = new PhoneFetches(phone, network, this);
    }

    boolean make(PhoneTask task) {
        if (task instanceof PhoneTask.Register register) {
            return find(register.pass()).map(this::register).orElse(true);
        }
        if (task instanceof PhoneTask.Unregister unregister) {
            return unregister(unregister.gone());
        }
        if (task instanceof PhoneTask.List list) {
            return list(list.type());
        }
        if (task instanceof PhoneTask.Fetch fetch) {
            return find(fetch.pass())
                    .map(held -> fetches.fetch(held, fetch.isListed()))
                    .orElse(true);
        }
        return log();
    }

    private Optional<PassInPhone> find(PassId pass) {
        synchronized (phone) {
            return phone.state().find(pass);
        }
    }

    private boolean register(PassInPhone held) {
        WalletRequest request = WalletRequest.register(phone.device(), held.pass, phone.pushToken())
                .withToken(held.token);
        Optional<WalletAnswer> answer = send(held.service, WalletCall.REGISTER, request, error -> {
            return LogTexts.register(phone.device(), held.pass, held.service.url(), error);
        });
        if (answer.isEmpty()) {
            return false;
        }
        int status = answer.get().status();
        if (status == OK || status == CREATED) {
            synchronized (phone) {
                held.isRegistered = true;
                held.timesNamed = 0;
            }
            happened(PhoneAction.REGISTERED, held.pass, String.valueOf(status));
            phone.enqueue(new PhoneTask.List(held.pass.passTypeIdentifier()));
            return true;
        }
        failed(held.pass, LogTexts.register(phone.device(), held.pass, held.service.url(), LogTexts.status(status)));
        return giveUpAt(status, held.pass);
    }

    private boolean unregister(PassInPhone gone) {
        WalletRequest request =
                WalletRequest.unregister(phone.device(), gone.pass).withToken(gone.token);
        Optional<WalletAnswer> answer = send(gone.service, WalletCall.UNREGISTER, request, error -> {
            return LogTexts.unregister(phone.device(), gone.pass, gone.service.url(), error);
        });
        if (answer.isEmpty()) {
            return false;
        }
        int status = answer.get().status();
        if (status == OK) {
            left(gone.pass);
            happened(PhoneAction.UNREGISTERED, gone.pass, String.valueOf(status));
            return true;
        }
        failed(gone.pass, LogTexts.unregister(phone.device(), gone.pass, gone.service.url(), LogTexts.status(status)));
        boolean isGivenUp = giveUpAt(status, gone.pass);
        if (isGivenUp) {
            left(gone.pass);
        }
        return isGivenUp;
    }

    private void left(PassId pass) {
        synchronized (phone) {
            phone.state().left(pass);
        }
    }

    /** A token that is wrong once stays wrong; everything else may pass. */
    private boolean giveUpAt(int status, PassId pass) {
        if (status == UNAUTHORIZED) {
            happened(PhoneAction.GAVE_UP, pass, LogTexts.status(status));
        }
        return status == UNAUTHORIZED;
    }

    private boolean list(PassTypeIdentifier type) {
        Instant began = network.clock().instant();
        Optional<PassInPhone> any;
        Optional<String> tag;
        synchronized (phone) {
            any = phone.state().anyOf(type);
            tag = phone.state().tag(type);
        }
        if (any.isEmpty()) {
            return true;
        }
        WalletService service = any.get().service;
        UnaryOperator<String> text = error -> LogTexts.list(phone.device(), type, tag, service.url(), error);
        Optional<WalletAnswer> answer =
                send(service, WalletCall.LIST, WalletRequest.list(phone.device(), type, tag), text);
        if (answer.isEmpty()) {
            return false;
        }
        int status = answer.get().status();
        if (status == NO_CONTENT) {
            synchronized (phone) {
                phone.state().forgetTold(type);
            }
            happened(PhoneAction.NOTHING_NEW, Optional.of(type), Optional.empty(), "");
            return true;
        }
        if (status != OK) {
            failed(Optional.of(type), Optional.empty(), text.apply(LogTexts.code(status)));
            return false;
        }
        UpdatedList.Reading reading = UpdatedList.read(answer.get().body());
        if (reading.list().isEmpty()) {
            broke(Optional.of(type), Optional.empty(), text.apply(reading.problem()));
            return false;
        }
        listed(type, service, reading.list().get(), began);
        return true;
    }

    private void listed(PassTypeIdentifier type, WalletService service, UpdatedList list, Instant began) {
        happened(
                PhoneAction.LISTED,
                Optional.of(type),
                Optional.empty(),
                String.join(", ", list.serialNumbers()) + "; tag " + list.tag());
        synchronized (phone) {
            Instant since = phone.state().toldAt(type).orElse(began);
            phone.state().forgetTold(type);
            phone.state().keepTag(type, list.tag());
            for (String serialNumber : list.serialNumbers()) {
                Optional<PassInPhone> held = phone.state().all().stream()
                        .filter(one -> one.pass.passTypeIdentifier().equals(type)
                                && one.pass.serialNumber().value().equals(serialNumber))
                        .findFirst();
                held.ifPresentOrElse(
                        one -> {
                            one.since = Optional.of(since);
                            one.timesNamed++;
                            phone.enqueue(new PhoneTask.Fetch(one.pass, true));
                        },
                        () -> listedWithoutNeed(type, service, serialNumber));
            }
        }
    }

    /** A pass that the phone does not hold. Its user may have removed it a moment ago, and the server does not know yet. */
    private void listedWithoutNeed(PassTypeIdentifier type, WalletService service, String serialNumber) {
        if (!phone.state().isLeaving(type, serialNumber)) {
            broke(Optional.of(type), Optional.empty(), LogTexts.unregistered(type, service.url(), serialNumber));
        }
    }

    private boolean log() {
        Optional<PassInPhone> any;
        synchronized (phone) {
            any = phone.state().all().stream().findFirst();
        }
        List<String> messages = phone.takeComplaints();
        if (any.isEmpty() || messages.isEmpty()) {
            return true;
        }
        // What cannot be logged is lost, as with real phones: a failure here must not make more to log.
        try {
            WalletAnswer answer = any.get().service.send(WalletRequest.log(messages));
            network.listener().called(WalletCall.LOG, answer.status(), answer.took());
            if (answer.status() != OK) {
                failed(Optional.empty(), Optional.empty(), "Log: " + LogTexts.code(answer.status()));
            }
        } catch (NoAnswerException e) {
            failed(Optional.empty(), Optional.empty(), "Log: " + e.getMessage());
        }
        return true;
    }

    /** Sends a request; a call without an answer is complained of, and gives nothing. */
    Optional<WalletAnswer> send(
            WalletService service, WalletCall call, WalletRequest request, UnaryOperator<String> complaint) {
        try {
            WalletAnswer answer = service.send(request);
            network.listener().called(call, answer.status(), answer.took());
            return Optional.of(answer);
        } catch (NoAnswerException e) {
            failed(Optional.empty(), Optional.empty(), complaint.apply(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    void gaveUp(PhoneTask task) {
        String why = "It failed too often.";
        if (task instanceof PhoneTask.Register register) {
            happened(PhoneAction.GAVE_UP, register.pass(), why);
        } else if (task instanceof PhoneTask.Unregister unregister) {
            left(unregister.gone().pass);
            happened(PhoneAction.GAVE_UP, unregister.gone().pass, why);
        } else if (task instanceof PhoneTask.Fetch fetch) {
            happened(PhoneAction.GAVE_UP, fetch.pass(), why);
        } else if (task instanceof PhoneTask.List list) {
            happened(PhoneAction.GAVE_UP, Optional.of(list.type()), Optional.empty(), why);
        }
    }

    /** The server broke a rule: said to the listener and to the server. */
    void broke(Optional<PassTypeIdentifier> type, Optional<PassSerialNumber> serialNumber, String message) {
        happened(PhoneAction.COMPLAINED, type, serialNumber, message);
        phone.complain(message);
    }

    void failed(PassId pass, String message) {
        failed(Optional.of(pass.passTypeIdentifier()), Optional.of(pass.serialNumber()), message);
    }

    private void failed(Optional<PassTypeIdentifier> type, Optional<PassSerialNumber> serialNumber, String message) {
        happened(PhoneAction.FAILED, type, serialNumber, message);
        if (!message.startsWith("Log: ")) {
            phone.complain(message);
        }
    }

    void happened(PhoneAction action, PassId pass, String detail) {
        happened(action, Optional.of(pass.passTypeIdentifier()), Optional.of(pass.serialNumber()), detail);
    }

    void happened(
            PhoneAction action,
            Optional<PassTypeIdentifier> type,
            Optional<PassSerialNumber> serialNumber,
            String detail) {
        network.listener()
                .happened(new PhoneEvent(
                        network.clock().instant(), phone.name(), action, type, serialNumber, detail, Optional.empty()));
    }
}
