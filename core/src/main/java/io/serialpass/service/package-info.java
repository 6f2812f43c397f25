/** The services: all that callers do with a store, each call one unit of work with a sealed outcome. Usable without HTTP. */
@NullMarked
package io.serialpass.service;

import org.jspecify.annotations.NullMarked;
