package io.serialpass.storage.jdbc.postgres;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests that need a real PostgreSQL. Its binaries are there for Linux on x86-64 alone: elsewhere such a test is skipped, and
 * says so. Where the environment says {@code CI}, it is never skipped.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsPostgres.Condition.class)
@interface NeedsPostgres {

    /** Decides. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            boolean isThere = Condition.class.getResource("/postgres-linux-x86_64.txz") != null
                    && System.getProperty("os.name").equals("Linux")
                    && System.getProperty("os.arch").equals("amd64");
            return isThere || "true".equals(System.getenv("CI"))
                    ? ConditionEvaluationResult.enabled("PostgreSQL is there, or has to be")
                    : ConditionEvaluationResult.disabled("There is no PostgreSQL for tests on this kind of machine.");
        }
    }
}
