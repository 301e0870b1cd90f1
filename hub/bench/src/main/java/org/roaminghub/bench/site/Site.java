package org.roaminghub.bench.site;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.roaminghub.bench.measure.CpuClock;
import org.roaminghub.bench.partner.Messages;
import org.roaminghub.bench.partner.Partner;
import org.roaminghub.bench.partner.Party;
import tools.jackson.databind.JsonNode;

/** One hub under test with its database and its data folder, and the partners registered with it. */
public final class Site implements AutoCloseable {

    /** Longest time a start may take, for a fresh folder with its database to make. */
    public static final Duration START_LIMIT = Duration.ofSeconds(90);

    private static final Duration AGREED_SINCE = Duration.ofDays(30);
    private static final long SECONDS_IN_RANGE = 90_000_000;
    private static final long NUMBERS_PER_SECOND = 10_000;
    private static final int DELETE_ATTEMPTS = 50;
    private static final long DELETE_PAUSE_NANOS = 100_000_000;
    private static final int LETTERS = 26;
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String ADMIN_TOKEN = "bench-administrator-of-a-throw-away-hub";

    private final Path folder;
    private final @Nullable Path removed;
    private final HubProcess hub;
    private final Database database;
    private final Thread hook;
    private final AtomicLong numbers;
    private final AtomicLong parties;

    private Site(Path folder, @Nullable Path removed, List<String> command) {
        this.folder = folder;
        this.removed = removed;
        this.hub = new HubProcess(command, folder, ADMIN_TOKEN);
        this.database = new Database(folder);
        this.hook = Thread.ofPlatform().unstarted(this::killAll);
        long seconds = System.currentTimeMillis() / 1_000 % SECONDS_IN_RANGE;
        this.numbers = new AtomicLong(seconds * NUMBERS_PER_SECOND);
        this.parties = new AtomicLong(seconds);
    }

    /** A site on this data folder, which stays; or on a fresh one, which goes when the site is closed. The hub isn't started. */
    public static Site open(@Nullable Path data, List<String> command) throws IOException {
        Path fresh = data == null ? Files.createTempDirectory("hub-bench-") : null;
        Path folder = fresh == null ? Objects.requireNonNull(data) : fresh.resolve("data");
        Files.createDirectories(folder);
        Site site = new Site(folder.toRealPath(), fresh, command);
        Runtime.getRuntime().addShutdownHook(site.hook);
        return site;
    }

    public HubProcess hub() {
        return hub;
    }

    public Database database() {
        return database;
    }

    public Path folder() {
        return folder;
    }

    public HubAdmin admin() {
        return new HubAdmin(hub.url(), ADMIN_TOKEN);
    }

    /** Numbers for ids that no other operation, and no earlier run on this folder, has used. */
    public AtomicLong numbers() {
        return numbers;
    }

    public void start() throws IOException, InterruptedException {
        hub.start();
        hub.awaitReady(START_LIMIT);
    }

    /** Processor time of the hub and of its embedded database. */
    public CpuClock cpu() {
        return CpuClock.of(() -> Set.of(hub.pid()), database::processes);
    }

    /** A partner of this role, registered by the real handshake. */
    public Partner partner(String role, boolean remembering) throws IOException {
        // A country that isn't the hub's own, so that no id made here is the hub's.
        Party party = new Party(role, role.equals("CPO") ? "NL" : "BE", partyId(parties.getAndIncrement()));
        Partner partner = Partner.open(party, remembering);
        JsonNode platform = admin().post("/platforms", """
                {"name":"Bench %1$s","protocol":"OCPI","parties":[{"role":"%2$s","party":"%1$s","name":"Bench %1$s"}]}""".formatted(party.text(), role));
        JsonNode ocpi = platform.path("ocpi");
        partner.register(
                ocpi.path("versions_url").asString(),
                ocpi.path("registration_token").asString());
        return partner;
    }

    /** An agreement in force for longer than any message of a benchmark is old. */
    public void agree(Partner cpo, Partner emsp) throws IOException {
        agree(cpo.party().text(), emsp);
    }

    /** The same with a CPO that is no partner: the hub's own party. */
    public void agree(String cpo, Partner emsp) throws IOException {
        String since = Messages.time(System.currentTimeMillis() - AGREED_SINCE.toMillis());
        admin().post(
                        "/agreements",
                        "{\"cpo\":\"%s\",\"emsp\":\"%s\",\"valid_from\":\"%s\"}"
                                .formatted(cpo, emsp.party().text(), since));
    }

    private static String partyId(long number) {
        int base = DIGITS.length();
        return "" + DIGITS.charAt((int) (number / base / base % LETTERS)) + DIGITS.charAt((int) (number / base % base))
                + DIGITS.charAt((int) (number % base));
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(hook);
        try {
            hub.stop();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        killAll();
        if (removed != null) {
            delete(removed);
        }
    }

    private void killAll() {
        try {
            hub.kill();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        database.postmaster().ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    /** A killed database's processes may still be at their last writes. */
    private static void delete(Path folder) throws IOException {
        for (int attempt = 1; attempt < DELETE_ATTEMPTS; attempt++) {
            try {
                deleteTree(folder);
                return;
            } catch (DirectoryNotEmptyException stillWriting) {
                LockSupport.parkNanos(DELETE_PAUSE_NANOS);
            }
        }
        deleteTree(folder);
    }

    private static void deleteTree(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes kind) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(done);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
