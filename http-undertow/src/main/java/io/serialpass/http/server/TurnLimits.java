package io.serialpass.http.server;

import io.serialpass.http.web.Route;
import io.serialpass.organization.Caller;
import io.serialpass.organization.Organization;
import io.serialpass.turn.Deadline;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import java.time.Duration;
import java.util.Optional;

/**
 * How long requests may wait, and read.
 *
 * @param queue how long a request that has arrived may wait until it is begun; of an import or an export, how long each of
 *     its units of work may wait
 * @param list how long the store may read for one answer of the administration
 * @since 0.1
 */
public record TurnLimits(Duration queue, Duration list) {

    /** The turn of a look for whom a request speaks. */
    Turn lookUp() {
        return within(Share.ADMINISTRATION);
    }

    /** The turn of a look into the store before a request's body is received. */
    Turn look(Route route) {
        return within(route.share().orElseThrow());
    }

    private Turn within(Share share) {
        return Turn.of(share).until(Deadline.in(queue));
    }

    /** The turn of a request whose last byte has just arrived. */
    Turn turn(Route route, Optional<Caller> caller) {
        Optional<Organization> organization = caller.map(Caller::organization);
        Share share = route.share().orElseThrow();
        if (route.streams() || route.body().isImport()) {
            return Turn.of(share).by(organization).eachWithin(queue);
        }
        Turn turn = within(share).by(organization);
        return share == Share.ADMINISTRATION && route.isRead() ? turn.readingAtMost(list) : turn;
    }
}
