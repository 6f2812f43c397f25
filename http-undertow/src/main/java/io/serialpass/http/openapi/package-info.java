/** The description of all calls: for programs as an OpenAPI document, for people as a page. */
@NullMarked
package io.serialpass.http.openapi;

import org.jspecify.annotations.NullMarked;
