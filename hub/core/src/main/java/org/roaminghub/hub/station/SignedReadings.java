package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.HouseJson;
import org.roaminghub.hub.station.store.SignedStore;
import org.roaminghub.spi.inbound.Stations.Reading;
import org.roaminghub.spi.inbound.Stations.Signed;
import org.roaminghub.vocabulary.RetentionClass;
import org.roaminghub.vocabulary.SignedData;
import org.roaminghub.vocabulary.SignedData.SignedValue;
import org.roaminghub.vocabulary.TransactionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What meters signed during a transaction: kept as it came, sealed, and put into its CDR. */
final class SignedReadings {

    private static final Logger LOG = LoggerFactory.getLogger(SignedReadings.class);

    /** Characters of one signed value; meters write a few thousand. */
    private static final int MAX_CHARACTERS = 20_000;
    /** Between start and end; a bill is proved by those two. */
    private static final int MAX_BETWEEN = 50;

    private final SignedStore store;
    private final Commands commands;
    private final Privacy privacy;

    SignedReadings(SignedStore store, Commands commands, Privacy privacy) {
        this.store = store;
        this.commands = commands;
        this.privacy = privacy;
        commands.handledBy(this);
    }

    record Keep(Tx tx, List<Reading> readings, Instant at) implements Command<Boolean> {}

    /** Durable when it returns. */
    void keep(Tx tx, List<Reading> readings, Instant now) {
        List<Reading> signed = readings.stream().filter(r -> r.signed() != null).toList();
        if (!signed.isEmpty()) {
            commands.send(new Keep(tx, signed, now));
        }
    }

    @CommandHandler
    boolean handle(Keep c) {
        Tx.Holder holder = c.tx().holder();
        var subject = holder == null ? privacy.hubSubject() : privacy.subjectOf(holder.token(), holder.kind());
        boolean fresh = false;
        for (Reading reading : c.readings()) {
            Signed signed = Objects.requireNonNull(reading.signed());
            if (signed.data().length() > MAX_CHARACTERS) {
                LOG.warn(
                        "transaction=signed_too_long id={} characters={}",
                        c.tx().id(),
                        signed.data().length());
                continue;
            }
            byte[] content = privacy.sealRow(
                    subject,
                    RetentionClass.BILLING,
                    path(c.tx().id()),
                    HouseJson.rows().write(signed));
            fresh |= store.add(
                    c.tx().id(),
                    new SignedStore.Row(
                            privacy.fingerprint("ocpp-signed", signed.data()),
                            reading.at(),
                            nature(reading.context()),
                            content),
                    MAX_BETWEEN,
                    c.at());
        }
        return fresh;
    }

    /** Null where nothing was signed. The first is the start and the last the end, whatever their stations call them. */
    @Nullable
    SignedData of(Tx tx) {
        List<SignedValue> values = new ArrayList<>();
        Signed first = null;
        String publicKey = null;
        List<SignedStore.Row> rows = store.list(tx.id());
        for (int i = 0; i < rows.size(); i++) {
            SignedStore.Row row = rows.get(i);
            Signed signed = privacy.openRow(row.content(), path(tx.id()))
                    .map(bytes -> HouseJson.rows().read(bytes, Signed.class))
                    .orElse(null);
            if (signed == null) {
                continue;
            }
            first = first == null ? signed : first;
            publicKey = publicKey == null ? signed.publicKey() : publicKey;
            boolean last = i == rows.size() - 1 && tx.isOver();
            values.add(new SignedValue(
                    last && (i > 0 || row.nature().equals("END")) ? "End" : i == 0 ? "Start" : "Intermediate",
                    signed.plain(),
                    signed.data()));
        }
        return first == null ? null : new SignedData(first.method(), null, publicKey, values, null);
    }

    private static String nature(String context) {
        return switch (context) {
            case "Transaction.Begin" -> "START";
            case "Transaction.End" -> "END";
            default -> "INTERMEDIATE";
        };
    }

    private static String path(TransactionId id) {
        return "transaction_signed/" + id;
    }
}
