/** The owners of rows: organizations, the API tokens that belong to them, and the pass type identifiers that they use. */
@NullMarked
package io.serialpass.organization;

import org.jspecify.annotations.NullMarked;
