package io.serialpass.metrics;

/** Takes nothing. */
enum NoMetrics implements Metrics {
    INSTANCE
}
