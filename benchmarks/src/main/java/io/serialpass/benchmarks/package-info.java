/** Measurements, each a program of its own; README.md beside the module says how to run them and how to read them. */
@NullMarked
package io.serialpass.benchmarks;

import org.jspecify.annotations.NullMarked;
