package org.roaminghub.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.cli.client.HistoryLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "The recorded events, in order, of a session, CDR, contract, party …")
final class HistoryCommand implements Callable<Integer> {

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Option(names = "--stream", paramLabel = "TYPE/ID", description = "One stream, as session/0197….")
    private @Nullable String stream;

    @Option(names = "--authorization", paramLabel = "ID", description = "All about one authorisation.")
    private @Nullable String authorization;

    @Option(names = "--session", paramLabel = "ID", description = "All about one session; the hub's or a partner's id.")
    private @Nullable String session;

    @Option(names = "--cdr", paramLabel = "ID", description = "All about one CDR; the hub's or the CPO's id.")
    private @Nullable String cdr;

    @Option(names = "--contract", paramLabel = "ID", description = "All about one contract.")
    private @Nullable String contract;

    @Option(names = "--card", paramLabel = "UID", description = "All about one token uid.")
    private @Nullable String card;

    @Option(names = "--evse", paramLabel = "ID", description = "All about one EVSE.")
    private @Nullable String evse;

    @Option(names = "--party", paramLabel = "CC*PID", description = "All that concerns one party.")
    private @Nullable String party;

    @Option(names = "--type", paramLabel = "NAME", description = "Only events of this name, as cdr.accepted.")
    private @Nullable String type;

    @Option(names = "--from", paramLabel = "TIME", description = "Recorded at or after; RFC 3339.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Recorded before; RFC 3339.")
    private @Nullable String to;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most so many (default 100).")
    private int limit;

    @Override
    public Integer call() {
        return admin.run(api -> {
            var events = api.list("/history", filters(), limit);
            if (admin.json()) {
                events.forEach(admin::print);
                return;
            }
            HistoryLines.print(admin.out(), events);
        });
    }

    private Map<String, String> filters() {
        var filters = new LinkedHashMap<String, String>();
        put(filters, "stream", stream);
        put(filters, "authorization", authorization);
        put(filters, "session", session);
        put(filters, "cdr", cdr);
        put(filters, "contract", contract);
        put(filters, "token", card);
        put(filters, "evse", evse);
        put(filters, "party", party);
        put(filters, "type", type);
        put(filters, "from", from);
        put(filters, "to", to);
        return filters;
    }

    private static void put(Map<String, String> filters, String name, @Nullable String value) {
        if (value != null) {
            filters.put(name, value);
        }
    }
}
