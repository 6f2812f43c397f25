/** Who owns rows: organizations, the API tokens that speak for them, and the pass type identifiers they use. */
@NullMarked
package io.serialpass.organization;

import org.jspecify.annotations.NullMarked;
