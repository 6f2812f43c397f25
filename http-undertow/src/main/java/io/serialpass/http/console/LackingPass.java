package io.serialpass.http.console;

import io.serialpass.wallet.PassId;
import java.util.List;

/**
 * A pass that lacks fields which the template of its type shows. Immutable.
 *
 * @param id the pass
 * @param fields the names of the fields that it lacks, 1 or more
 */
record LackingPass(PassId id, List<String> fields) {}
