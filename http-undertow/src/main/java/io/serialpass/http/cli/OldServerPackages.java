package io.serialpass.http.cli;

import io.serialpass.service.AdoptedPackages;
import io.serialpass.service.AdoptionRow;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.simulator.web.WalletService;
import java.time.Duration;

/**
 * Fetches packages from a pass server that is still there, as phones do. Many servers keep no package and make one for each
 * phone that asks.
 *
 * @param server the server
 */
record OldServerPackages(WalletService server) implements AdoptedPackages {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /**
     * Makes one for a server.
     *
     * @throws CommandFailure if the URL is none
     */
    static OldServerPackages of(String url) {
        try {
            return new OldServerPackages(new WalletService(url, WalletService.client(CONNECT_TIMEOUT), TIMEOUT));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Found find(AdoptionRow.Issued row) {
        try {
            WalletAnswer answer = server.send(WalletRequest.fetch(row.pass()).withToken(row.token()));
            return answer.status() == 200
                    ? Found.of(answer.body())
                    : Found.missing("The old server answered " + answer.status() + " for the package of the pass "
                            + row.pass() + ".");
        } catch (NoAnswerException e) {
            return Found.missing("The package of the pass " + row.pass() + " could not be fetched. " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return Found.missing("The package of the pass " + row.pass()
                    + " could not be fetched, since its token cannot stand in a header.");
        }
    }
}
