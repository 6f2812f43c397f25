package io.serialpass.storage.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Runs a test of random work once for each of its first {@value #USUAL} seeds. A storage's author who changes lists runs it for
 * all seeds: the configuration parameter {@value #PARAMETER} of JUnit is then {@code all}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ArgumentsSource(Seeds.Source.class)
@interface Seeds {

    String PARAMETER = "serialpass.testkit.seeds";

    int USUAL = 2;

    /** All seeds. */
    long[] value();

    /** Gives the seeds. */
    final class Source implements ArgumentsProvider {
        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            long[] all =
                    context.getRequiredTestMethod().getAnnotation(Seeds.class).value();
            boolean isThorough = context.getConfigurationParameter(PARAMETER)
                    .filter("all"::equals)
                    .isPresent();
            return Arrays.stream(all).limit(isThorough ? all.length : USUAL).mapToObj(Arguments::of);
        }
    }
}
