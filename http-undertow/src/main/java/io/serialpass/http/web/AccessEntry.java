package io.serialpass.http.web;

import io.serialpass.organization.Organization;
import java.util.Optional;

/**
 * What an access log tells of a request. It holds no path, since that names rows and devices, and nothing that is secret. Immutable.
 *
 * @param method the method of the call; {@link RequestMetrics#NO_CALL} where there is none, since a client may send any word
 * @param template the template of the call; {@link RequestMetrics#NO_CALL} where there is none
 * @param status the status of the answer
 * @param bytes how many bytes of a body were sent
 * @param micros how long it took from the header of the request to the last byte of the answer, in microseconds
 * @param organization whose token the request had; empty where the call needs none, or it had none
 * @param requestId the name of the request, which is also in the answer
 * @param traceId the trace that the caller named; empty for none
 * @since 0.1
 */
public record AccessEntry(
        String method,
        String template,
        int status,
        long bytes,
        long micros,
        Optional<Organization> organization,
        String requestId,
        Optional<String> traceId) {}
