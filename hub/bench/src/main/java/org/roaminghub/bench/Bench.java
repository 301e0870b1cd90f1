package org.roaminghub.bench;

import picocli.CommandLine.Command;

/** The benchmarks. Each starts a hub of its own and prints the machine, the settings, every run and the median. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Benchmarks: the hub under load, measured with the limit of the same machine in the same run",
        subcommands = {
            AuthorizeBench.class,
            CdrBench.class,
            ReplayBench.class,
            RateBench.class,
            StartBench.class,
            IsolationBench.class,
            LocationsBench.class,
            TranslateBench.class,
            OcppBench.class,
            ChaosBench.class,
            RehearseBench.class
        })
public final class Bench {}
