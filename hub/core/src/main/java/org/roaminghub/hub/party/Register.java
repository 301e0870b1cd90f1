package org.roaminghub.hub.party;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.party.PlatformCommand.Seat;
import org.roaminghub.hub.party.store.CredentialStore;
import org.roaminghub.hub.party.store.PlatformStore;
import org.roaminghub.spi.inbound.Gate;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.PartyStatus;
import org.roaminghub.spi.inbound.ShownCertificate;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Role;

/** All platforms and credentials at one moment; never changed. */
record Register(
        Map<PlatformId, KnownPlatform> platforms,
        Map<Seat, KnownPlatform> active,
        List<PartyStatus> statuses,
        Map<ByteBuffer, Holder> credentials) {

    record Holder(PlatformId platform, CredentialStore.State state) {}

    static Register of(PlatformStore platforms, CredentialStore credentials, PresentedCredential presented) {
        Map<PlatformId, List<HostedParty>> parties = new HashMap<>();
        List<PlatformStore.PartyRow> rows = platforms.parties();
        for (PlatformStore.PartyRow row : rows) {
            parties.computeIfAbsent(row.platform(), id -> new ArrayList<>()).add(row.party());
        }
        Map<PlatformId, KnownPlatform> known = new LinkedHashMap<>();
        Map<Seat, KnownPlatform> active = new HashMap<>();
        Map<PlatformId, Instant> changed = new HashMap<>();
        for (PlatformStore.Row row : platforms.platforms()) {
            KnownPlatform platform = new KnownPlatform(
                    row.platform(),
                    row.name(),
                    row.protocol(),
                    row.status(),
                    parties.getOrDefault(row.platform(), List.of()),
                    connection(row, presented),
                    Gate.of(row.settings()));
            known.put(row.platform(), platform);
            changed.put(row.platform(), row.changed());
            platform.parties().stream().filter(HostedParty::active).forEach(p -> active.put(Seat.of(p), platform));
        }
        Map<ByteBuffer, Holder> holders = new HashMap<>();
        for (CredentialStore.Row row : credentials.all()) {
            holders.put(ByteBuffer.wrap(row.hash()), new Holder(row.platform(), row.state()));
        }
        return new Register(
                Collections.unmodifiableMap(known),
                Map.copyOf(active),
                statuses(rows, known, changed),
                Map.copyOf(holders));
    }

    /** What is merely claimed is nobody's business yet. */
    private static List<PartyStatus> statuses(
            List<PlatformStore.PartyRow> rows, Map<PlatformId, KnownPlatform> known, Map<PlatformId, Instant> changed) {
        List<PartyStatus> statuses = new ArrayList<>();
        for (PlatformStore.PartyRow row : rows) {
            KnownPlatform platform = known.get(row.platform());
            Instant since = changed.get(row.platform());
            if (row.party().active() && platform != null && since != null) {
                statuses.add(new PartyStatus(row.party().party(), row.party().role(), platform.status(), since));
            }
        }
        return List.copyOf(statuses);
    }

    /** What the administrator set wins over what was learnt. */
    private static @Nullable PartnerConnection connection(PlatformStore.Row row, PresentedCredential presented) {
        PlatformStore.Contact contact = row.contact();
        byte[] sealed = row.presented();
        if (contact == null || sealed == null) {
            return null;
        }
        Map<String, String> settings = new HashMap<>(contact.settings());
        settings.putAll(row.settings());
        return presented
                .open(row.platform(), sealed)
                .map(credential -> new PartnerConnection(
                        contact.version(), contact.url(), credential, contact.endpoints(), contact.parties(), settings))
                .orElse(null);
    }

    Optional<KnownPlatform> find(PlatformId platform) {
        return Optional.ofNullable(platforms.get(platform));
    }

    Optional<KnownPlatform> findActive(PartyId party, Role role) {
        return Optional.ofNullable(active.get(new Seat(role, party)));
    }

    Optional<KnownPlatform> findActive(PartyId party) {
        for (Role role : Role.values()) {
            KnownPlatform platform = active.get(new Seat(role, party));
            if (platform != null) {
                return Optional.of(platform);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether it may come over a connection with that certificate: one of its own where the administrator named any, else none that
     * is another platform's.
     */
    boolean admits(PlatformId platform, @Nullable ShownCertificate shown) {
        KnownPlatform known = platforms.get(platform);
        if (known == null) {
            return false;
        }
        if (known.gate().asksForCertificate()) {
            return shown != null && known.gate().isMine(shown);
        }
        return shown == null
                || platforms.values().stream().noneMatch(other -> other.gate().isMine(shown));
    }

    Optional<Holder> holderOf(byte[] hash) {
        return Optional.ofNullable(credentials.get(ByteBuffer.wrap(hash)));
    }
}
