package org.roaminghub.app.cli.vector;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.roaminghub.settlement.rating.CostBreakdown;
import org.roaminghub.settlement.rating.Rated;
import org.roaminghub.settlement.rating.Rating;
import org.roaminghub.settlement.rating.RatingInput;
import org.roaminghub.settlement.rating.Unrateable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rating over sessions in a file. */
@Command(
        name = "rate",
        mixinStandardHelpOptions = true,
        description = "Rates sessions in a file by their tariffs, with no hub running, and explains the amounts.",
        footer = {
            "",
            "FILE: one vector, or {\"vectors\": […]}: \"tariffs\" (OCPI), \"time_zone\" (IANA; default UTC), \"session\"",
            "with \"start_date_time\", \"end_date_time\", \"charging_periods\" (OCPI) and \"reservation_expired\", and",
            "\"expected\" where it states what it expects: \"total_cost\", \"total_…_cost\", \"billed\", \"lines\", \"notes\",",
            "\"limit_applied\". Only what is stated is compared.",
            "Exit status: 0 all as expected, 1 something else came out or no price can be said, 2 the file can't be read."
        })
public final class RateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "JSON.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int status = VectorFile.run(Objects.requireNonNull(file), err, vectors -> rate(vectors, out));
        out.flush();
        err.flush();
        return status;
    }

    private boolean rate(JsonNode file, PrintWriter out) {
        int failed = 0;
        List<JsonNode> vectors = VectorFile.vectors(file, "vectors");
        for (JsonNode vector : vectors) {
            Rated rated;
            List<String> wrong;
            try {
                rated = Rating.rate(input(vector));
                wrong = wrong(vector, rated);
            } catch (IllegalArgumentException e) {
                throw VectorFile.in(vector, e);
            }
            failed += wrong.isEmpty() ? 0 : 1;
            print(vector, rated, wrong, out);
        }
        if (!json && vectors.size() > 1) {
            out.println(vectors.size() - failed + " of " + vectors.size() + " as expected");
        }
        return failed == 0;
    }

    private static List<String> wrong(JsonNode vector, Rated rated) {
        return switch (rated) {
            case Unrateable no -> List.of("no price: " + no.code() + " (" + no.detail() + ")");
            case CostBreakdown cost ->
                vector.path("expected").isObject() ? Expected.differences(vector.get("expected"), cost) : List.of();
        };
    }

    private static RatingInput input(JsonNode vector) {
        JsonNode session = Shape.object(vector, "session");
        String zone = Shape.optional(vector, "time_zone");
        return new RatingInput(
                Shape.list(vector, "tariffs").map(TariffShape::tariff).toList(),
                Shape.list(session, "charging_periods").map(TariffShape::period).toList(),
                Shape.time(session, "start_date_time"),
                Shape.time(session, "end_date_time"),
                ZoneId.of(zone == null ? "UTC" : zone),
                session.path("reservation_expired").asBoolean(false));
    }

    private void print(JsonNode vector, Rated rated, List<String> wrong, PrintWriter out) {
        boolean stated = vector.path("expected").isObject();
        if (json) {
            ObjectNode line = VectorFile.JSON.createObjectNode().put("id", VectorFile.id(vector));
            if (stated) {
                line.put("passed", wrong.isEmpty());
            }
            switch (rated) {
                case Unrateable no -> line.put("no_price", no.code()).put("detail", no.detail());
                case CostBreakdown cost -> line.setAll(CostText.json(cost));
            }
            wrong.forEach(line.withArray("differences")::add);
            out.println(line);
            return;
        }
        String verdict = !stated && wrong.isEmpty() ? "      " : wrong.isEmpty() ? "pass  " : "FAIL  ";
        String title = Shape.optional(vector, "title");
        out.println(verdict + VectorFile.id(vector) + (title == null ? "" : "  " + title));
        if (rated instanceof CostBreakdown cost) {
            CostText.print(cost, out);
        }
        wrong.forEach(difference -> out.println("      ! " + difference));
    }
}
