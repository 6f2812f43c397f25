package io.serialpass.http.web;

import io.serialpass.organization.ApiTokenHash;
import java.util.List;

/**
 * What the face for people with browsers does in another way than the faces for programs: how it knows who makes a request, and
 * how it shows an error. Safe for use by many threads.
 *
 * @since 0.1
 */
public interface BrowserFace {

    /**
     * Tells whether a path belongs to this face.
     *
     * @param path the path as it was sent, or the template of a route
     * @return true if it does
     */
    boolean owns(String path);

    /**
     * The API token that a browser showed when its session began.
     *
     * @param cookies the values of the header {@code Cookie}
     * @return the hash of the token; whether the token is still valid is not looked at
     * @throws ApiException 401 if there is no such session
     */
    ApiTokenHash token(List<String> cookies);

    /**
     * Shows an error.
     *
     * @param error the error
     * @param method the method of the request
     * @param address the path of the request as it was sent, with its query
     * @return a page, or the way to one where more can be done
     */
    Response page(ApiException error, String method, String address);
}
