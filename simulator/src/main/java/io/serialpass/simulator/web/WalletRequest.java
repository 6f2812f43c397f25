package io.serialpass.simulator.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PushToken;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A request to a wallet web service. The factories make the five calls as Apple documents them; the {@code with} methods change
 * one thing, so that a request can be wrong on purpose. Its text form hides tokens. Immutable.
 *
 * @param method the method, such as {@code GET}
 * @param path the path from {@code /v1} on, percent-encoded, with the query; without the path of the web service URL
 * @param headers the headers by name
 * @param body the body; empty for none
 * @since 0.1
 */
public record WalletRequest(String method, String path, SortedMap<String, String> headers, Optional<String> body) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String AUTHORIZATION = "Authorization";
    private static final String TAG = "passesUpdatedSince";
    private static final int LONGEST_SHOWN = 120;

    /**
     * Copies the headers.
     *
     * @param method the method
     * @param path the path with the query
     * @param headers the headers
     * @param body the body
     */
    public WalletRequest {
        SortedMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableSortedMap(copy);
    }

    private WalletRequest(String method, String path) {
        this(method, path, new TreeMap<>(), Optional.empty());
    }

    /**
     * Registers a device for a pass.
     *
     * @param device the device
     * @param pass the pass
     * @param pushToken the address of the device
     * @return the request, without the token of the pass
     */
    public static WalletRequest register(DeviceLibraryIdentifier device, PassId pass, PushToken pushToken) {
        ObjectNode body = MAPPER.createObjectNode().put("pushToken", pushToken.value());
        return new WalletRequest("POST", registration(device, pass)).withBody(body.toString());
    }

    /**
     * Ends a registration.
     *
     * @param device the device
     * @param pass the pass
     * @return the request, without the token of the pass
     */
    public static WalletRequest unregister(DeviceLibraryIdentifier device, PassId pass) {
        return new WalletRequest("DELETE", registration(device, pass));
    }

    /**
     * Asks which passes of a device changed.
     *
     * @param device the device
     * @param type their type
     * @param tag the tag that the last answer gave; empty for the first time
     * @return the request
     */
    public static WalletRequest list(DeviceLibraryIdentifier device, PassTypeIdentifier type, Optional<String> tag) {
        String path =
                "/v1/devices/" + Percent.encode(device.value()) + "/registrations/" + Percent.encode(type.value());
        return new WalletRequest(
                "GET",
                path + tag.map(text -> "?" + TAG + "=" + Percent.encode(text)).orElse(""));
    }

    /**
     * Asks for the newest package of a pass.
     *
     * @param pass the pass
     * @return the request, without the token of the pass
     */
    public static WalletRequest fetch(PassId pass) {
        return new WalletRequest("GET", "/v1/passes/" + segments(pass));
    }

    /**
     * Sends messages of a device.
     *
     * @param messages the messages
     * @return the request
     */
    public static WalletRequest log(List<String> messages) {
        ObjectNode body = MAPPER.createObjectNode();
        messages.forEach(body.putArray("logs")::add);
        return new WalletRequest("POST", "/v1/log").withBody(body.toString());
    }

    private static String registration(DeviceLibraryIdentifier device, PassId pass) {
        return "/v1/devices/" + Percent.encode(device.value()) + "/registrations/" + segments(pass);
    }

    private static String segments(PassId pass) {
        return Percent.encode(pass.passTypeIdentifier().value()) + "/"
                + Percent.encode(pass.serialNumber().value());
    }

    /**
     * Shows the token of a pass, as phones do.
     *
     * @param token the token
     * @return the request with it
     */
    public WalletRequest withToken(AuthenticationToken token) {
        return with(AUTHORIZATION, "ApplePass " + token.value());
    }

    /**
     * Sets a header.
     *
     * @param header its name
     * @param value its value
     * @return the request with it
     */
    public WalletRequest with(String header, String value) {
        SortedMap<String, String> changed = new TreeMap<>(headers);
        changed.put(header, value);
        return new WalletRequest(method, path, changed, body);
    }

    /**
     * Sets the method.
     *
     * @param other the method
     * @return the request with it
     */
    public WalletRequest withMethod(String other) {
        return new WalletRequest(other, path, headers, body);
    }

    /**
     * Sets the path.
     *
     * @param other the path with the query, percent-encoded
     * @return the request with it
     */
    public WalletRequest withPath(String other) {
        return new WalletRequest(method, other, headers, body);
    }

    /**
     * Sets the body, which is sent as JSON.
     *
     * @param text the body
     * @return the request with it
     */
    public WalletRequest withBody(String text) {
        return new WalletRequest(method, path, headers, Optional.of(text)).with("Content-Type", "application/json");
    }

    /** The request in one line, without tokens, and with the beginning of long parts alone. */
    @Override
    public String toString() {
        StringJoiner parts = new StringJoiner(", ");
        headers.forEach((name, value) -> {
            if (name.equalsIgnoreCase(AUTHORIZATION)) {
                parts.add(AUTHORIZATION + ": " + scheme(value));
            } else if (!name.equalsIgnoreCase("Content-Type")) {
                parts.add(name + ": " + cut(value));
            }
        });
        body.ifPresent(text -> parts.add("body " + cut(text.replaceAll("(\"pushToken\"\\s*:\\s*\")[^\"]+", "$1…"))));
        String line = method + " " + cut(path);
        return parts.length() == 0 ? line : line + " (" + parts + ")";
    }

    private static String scheme(String authorization) {
        int blank = authorization.indexOf(' ');
        return blank < 0 ? "…" : authorization.substring(0, blank) + " …";
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
