package io.serialpass.storage.memory;

import io.serialpass.organization.FirstAnswer;
import io.serialpass.organization.IdempotencyKey;
import io.serialpass.organization.Organization;
import java.util.Objects;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * The part of a state that is first answers, immutable.
 *
 * @param answers the answers with their numbers, in the order in which they were kept, by owner and key
 * @param byAge owners and keys by number
 * @param ofOrganization the numbers of the answers of an organization
 * @param bytes how much room the answers of an organization take
 * @param lastNumber the greatest number given to an answer, deleted ones included
 */
record Answers(
        HashPMap<Owned, Numbered> answers,
        TreePMap<Long, Owned> byAge,
        HashPMap<Organization, TreePSet<Long>> ofOrganization,
        HashPMap<Organization, Long> bytes,
        long lastNumber)
        implements State.Part {

    static final Answers EMPTY =
            new Answers(HashTreePMap.empty(), TreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), 0);

    record Owned(Organization organization, IdempotencyKey key) {}

    record Numbered(long number, FirstAnswer answer) {}

    TreePSet<Long> numbersOf(Organization organization) {
        return ofOrganization.getOrDefault(organization, TreePSet.empty());
    }

    long bytesOf(Organization organization) {
        return bytes.getOrDefault(organization, 0L);
    }

    Answers with(Owned owned, FirstAnswer answer) {
        Answers rest = without(owned);
        long number = lastNumber + 1;
        Organization organization = owned.organization();
        return new Answers(
                rest.answers.plus(owned, new Numbered(number, answer)),
                rest.byAge.plus(number, owned),
                rest.ofOrganization.plus(
                        organization, rest.numbersOf(organization).plus(number)),
                rest.bytes.plus(organization, rest.bytesOf(organization) + answer.size()),
                number);
    }

    Answers without(Owned owned) {
        if (!answers.containsKey(owned)) {
            return this;
        }
        Numbered numbered = Objects.requireNonNull(answers.get(owned));
        Organization organization = owned.organization();
        TreePSet<Long> rest = numbersOf(organization).minus(numbered.number());
        return new Answers(
                answers.minus(owned),
                byAge.minus(numbered.number()),
                rest.isEmpty() ? ofOrganization.minus(organization) : ofOrganization.plus(organization, rest),
                rest.isEmpty()
                        ? bytes.minus(organization)
                        : bytes.plus(
                                organization,
                                bytesOf(organization) - numbered.answer().size()),
                lastNumber);
    }
}
