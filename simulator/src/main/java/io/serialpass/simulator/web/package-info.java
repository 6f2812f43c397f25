/** What phones and the conformance kit share: the calls of a wallet web service over HTTP, and the reading of packages. */
@NullMarked
package io.serialpass.simulator.web;

import org.jspecify.annotations.NullMarked;
