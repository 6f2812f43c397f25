package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.http.cli.ServerProgram.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Issuers that give their passes one new version after the other, each version at any server. After each change that was acknowledged,
 * any server is asked for the package: it has to be the changed one.
 */
final class PassChanges {

    static final String TYPE = PushingPrograms.TYPE.value();

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int OK = 200;

    private final ServersInUse servers;
    private final String token;
    private final int issuers;
    private final int passes;
    private final Map<Integer, Integer> versions = new ConcurrentHashMap<>();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger compared = new AtomicInteger();

    /**
     * Issuers of passes that there are.
     *
     * @param token the value of the header {@code Authorization}
     */
    PassChanges(ServersInUse servers, String token, int issuers, int passes) {
        this.servers = servers;
        this.token = token;
        this.issuers = issuers;
        this.passes = passes;
    }

    static String name(int pass) {
        return "S-" + pass;
    }

    static String path(int pass) {
        return "/api/v1.0/passes/" + TYPE + "/" + name(pass);
    }

    /** The passes' names and update tags of all changes that were acknowledged. */
    Queue<String> acknowledged() {
        return acknowledged;
    }

    /** How often a package was compared with the change before it. */
    int compared() {
        return compared.get();
    }

    int versionsOf(int pass) {
        return versions.getOrDefault(pass, 0);
    }

    /** Changes a pass that no other issuer changes. */
    void once(int issuer, Random random) throws IOException, InterruptedException {
        int pass = random.nextInt(passes / issuers) * issuers + issuer;
        int version = versionsOf(pass) + 1;
        String change = "{\"fields\":{\"seat\":\"" + version + "\"}}";
        Answer changed = servers.ask(random, server -> server.json("PUT", path(pass), token, change))
                .requires(OK);
        versions.put(pass, version);
        acknowledged.add(name(pass) + " " + changed.json().path("updateTag").asText());
        compare(servers.ask(random, server -> server.get(path(pass) + "/package", token)), version);
    }

    private void compare(Answer fetched, int version) throws IOException {
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(fetched.requires(OK).body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("pass.json")) {
                    assertThat(MAPPER.readTree(zip.readAllBytes())
                                    .at("/eventTicket/primaryFields/0/value")
                                    .asText())
                            .as("no server gives an old package after a change was acknowledged")
                            .isEqualTo(Integer.toString(version));
                    compared.incrementAndGet();
                    return;
                }
            }
        }
    }
}
