package io.serialpass.service;

import io.serialpass.organization.Organization;
import io.serialpass.wallet.PassId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows that are adopted in one unit of work, and the facts about them that were found before it. A unit of work may run
 * again, so nothing here changes.
 *
 * @param organization the organization that will own the passes
 * @param rows the rows
 * @param contents the packages that come along, by their passes
 * @param refused why no package can be made here, by the passes that it would be made for
 * @param ended the registrations that stay out
 * @param counted the pass that the rows before ended with, and that was counted with them
 * @param remarks the remarks
 */
record AdoptionBatch(
        Organization organization,
        List<AdoptionRow.Issued> rows,
        Map<PassId, AdoptedPackage> contents,
        Map<PassId, String> refused,
        EndedRegistrations ended,
        Optional<PassId> counted,
        AdoptionTally remarks) {}
