package org.roaminghub.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The cards of one eMSP, made from a seed: the same seed gives the same uids and contracts. */
final class CardDeck {

    /** Tokens of one seed never change by themselves, so their age doesn't either. */
    private static final Instant ISSUED = Instant.parse("2026-01-15T08:30:00Z");

    private static final long UID_BITS = 0xFFFF_FFFF_FFFFL;

    private CardDeck() {}

    /** Five named cards, one of each kind, and {@code more} ordinary ones. */
    static List<Card> of(Party issuer, String issuerName, long seed, int more) {
        var random = new Random(seed ^ issuer.toString().hashCode());
        var cards = new ArrayList<Card>();
        cards.add(card(issuer, issuerName, random, new Kind("standard", "RFID", "ALLOWED", true, Card.ALLOWED)));
        cards.add(card(issuer, issuerName, random, new Kind("blocked", "RFID", "NEVER", false, "BLOCKED")));
        cards.add(card(issuer, issuerName, random, new Kind("offline", "RFID", "ALLOWED_OFFLINE", true, Card.ALLOWED)));
        cards.add(card(issuer, issuerName, random, new Kind("strict", "RFID", "NEVER", true, Card.ALLOWED)));
        cards.add(card(issuer, issuerName, random, new Kind("app", "APP_USER", "NEVER", true, Card.ALLOWED)));
        for (var i = 1; i <= more; i++) {
            cards.add(card(issuer, issuerName, random, new Kind("card-" + i, "RFID", "NEVER", true, Card.ALLOWED)));
        }
        return cards;
    }

    private record Kind(String label, String type, String whitelist, boolean valid, String allowed) {}

    private static Card card(Party issuer, String issuerName, Random random, Kind kind) {
        var rfid = kind.type().equals("RFID");
        var number = random.nextInt(100_000_000);
        var uid = rfid
                ? "04%012X".formatted(random.nextLong() & UID_BITS)
                : "app-%08x-%08x".formatted(random.nextInt(), random.nextInt());
        var contract = "%s-C%08d".formatted(issuer.dashed(), number);
        var token = Wire.object()
                .put("country_code", issuer.country())
                .put("party_id", issuer.id())
                .put("uid", uid)
                .put("type", kind.type())
                .put("contract_id", contract)
                .put(
                        "visual_number",
                        "%s %s %04d %04d".formatted(issuer.country(), issuer.id(), number / 10_000, number % 10_000))
                .put("issuer", issuerName)
                .put("group_id", "G%s%06d".formatted(issuer.id(), random.nextInt(1_000_000)))
                .put("valid", kind.valid())
                .put("whitelist", kind.whitelist())
                .put("language", language(issuer))
                .put("default_profile_type", "GREEN");
        token.putObject("energy_contract")
                .put("supplier_name", "Windkontor " + issuer.id())
                .put("contract_id", "EC-%s-%07d".formatted(issuer.id(), random.nextInt(10_000_000)));
        token.put("last_updated", Wire.time(ISSUED));
        return new Card(kind.label(), uid, kind.type(), kind.allowed(), token);
    }

    /** ISO 639-1, as far as the country settles it. */
    private static String language(Party issuer) {
        return switch (issuer.country()) {
            case "DE", "FR", "NL", "PL", "IT", "ES", "PT" -> issuer.country().toLowerCase(Locale.ROOT);
            case "AT", "CH", "LI" -> "de";
            case "BE" -> "nl";
            default -> "en";
        };
    }
}
