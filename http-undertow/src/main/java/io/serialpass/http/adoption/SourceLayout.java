package io.serialpass.http.adoption;

import java.util.List;
import java.util.Set;

/** How one pass server keeps its passes and registrations in a database. */
interface SourceLayout {

    /** Its name on the command line. */
    String name();

    /** The tables that it is known by, in lower case. */
    Set<String> tables();

    /**
     * The queries that give all that there is to adopt. Rows of one pass come one behind the other. Where a registration is
     * there several times, the newest counts.
     *
     * @param tables the tables that are there
     * @param options what the operator says
     */
    List<SourceQuery> queries(SourceTables tables, AdoptionOptions options);
}
