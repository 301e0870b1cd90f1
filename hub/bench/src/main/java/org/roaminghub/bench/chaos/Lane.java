package org.roaminghub.bench.chaos;

import java.util.concurrent.atomic.AtomicLong;
import org.roaminghub.bench.partner.Partner;

/** One CPO, one eMSP, and where their messages are written down. */
record Lane(int number, Partner cpo, Partner emsp, AtomicLong numbers, Acknowledged acknowledged) {}
