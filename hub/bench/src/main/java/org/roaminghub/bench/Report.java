package org.roaminghub.bench;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.roaminghub.bench.measure.Machine;
import org.roaminghub.bench.measure.Measured;
import org.roaminghub.bench.measure.Statistics;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The only place where the benchmarks print: results on standard output, progress on standard error. As JSON one object a line
 * and nothing else on standard output; what is for people goes to standard error then.
 */
final class Report {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double PRECISION = 1_000.0;

    private final PrintStream text;
    private final PrintStream json;
    private final PrintStream progress = System.err;
    private final boolean asJson;
    private final boolean terminal =
            Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);

    Report(boolean asJson) {
        this.asJson = asJson;
        this.text = asJson ? System.err : System.out;
        this.json = System.out;
    }

    /** A line for people. */
    void line(String line) {
        text.println(line);
    }

    /** What is going on now; overwritten by the next when a person watches. */
    void doing(String now) {
        if (terminal) {
            progress.print("\r\033[K" + now);
            progress.flush();
        } else {
            progress.println("… " + now);
        }
    }

    /** Ends the overwritten progress line. */
    void done() {
        if (terminal) {
            progress.print("\r\033[K");
            progress.flush();
        }
    }

    void heading(String name, String database, Map<String, Object> settings) {
        line(name);
        line("  machine   %s".formatted(Machine.here().text()));
        line("  database  %s".formatted(database));
        StringBuilder all = new StringBuilder();
        settings.forEach((setting, value) ->
                all.append(setting).append(' ').append(value).append("  "));
        line("  settings  %s".formatted(all.toString().strip()));
    }

    /** One run. */
    void run(String name, int clients, Measured run) {
        line("  %-22s %s"
                .formatted(
                        name,
                        columns(
                                clients,
                                run.ratePerS(),
                                run.p50Ms(),
                                run.p99Ms(),
                                run.cpuMsPerOp(),
                                run.databaseMsPerOp())));
        String failure = run.firstFailure();
        if (failure != null) {
            line("  %-22s %d failed, the first: %s".formatted("", run.failed(), failure));
        }
    }

    /** The medians of several runs and, where there is one, the limit measured in between. */
    void result(String name, int clients, List<Measured> runs, List<Measured> limits) {
        double rate = Statistics.median(runs, Measured::ratePerS);
        double p50 = Statistics.median(runs, Measured::p50Ms);
        double p99 = Statistics.median(runs, Measured::p99Ms);
        double cpu = Statistics.median(runs, Measured::cpuMsPerOp);
        double database = Statistics.median(runs, Measured::databaseMsPerOp);
        double limit = Statistics.median(limits, Measured::ratePerS);
        line("  %-22s %s".formatted(name + " median", columns(clients, rate, p50, p99, cpu, database)));
        if (!limits.isEmpty()) {
            double limitCpu = Statistics.median(limits, Measured::cpuMsPerOp);
            String used = limitCpu > 0 ? "   cpu %5.2f ms/op".formatted(limitCpu) : "";
            line("  %-22s %9.0f /s%s   ratio to it %.2f".formatted("limit (raw JDBC)", limit, used, rate / limit));
        }
        ObjectNode object = object(name).put("clients", clients);
        put(object, "rate_per_s", rate);
        put(object, "p50_ms", p50);
        put(object, "p99_ms", p99);
        put(object, "cpu_ms_per_op", cpu);
        put(object, "database_cpu_ms_per_op", database);
        put(object, "limit", limit);
        put(object, "ratio_to_limit", rate / limit);
        print(object);
    }

    static ObjectNode object(String name) {
        return JSON.createObjectNode().put("name", name);
    }

    /** Leaves out what wasn't measured. */
    static void put(ObjectNode object, String field, double value) {
        if (!Double.isNaN(value) && !Double.isInfinite(value)) {
            object.put(field, Math.round(value * PRECISION) / PRECISION);
        }
    }

    /** Prints one JSON line when JSON was asked for. */
    void print(ObjectNode object) {
        if (asJson) {
            json.println(object);
            json.flush();
        }
    }

    private static String columns(int clients, double rate, double p50, double p99, double cpu, double database) {
        String line = String.format(Locale.ROOT, "%2d clients %9.0f /s", clients, rate);
        if (!Double.isNaN(p50)) {
            line += String.format(Locale.ROOT, "   p50 %7.2f ms   p99 %7.2f ms", p50, p99);
        }
        return cpu > 0 ? line + String.format(Locale.ROOT, "   cpu %5.2f ms/op (database %.2f)", cpu, database) : line;
    }
}
