package io.serialpass.storage.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The parts of a storage that a group of tests works with. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Needs {
    StoragePart[] value();
}
