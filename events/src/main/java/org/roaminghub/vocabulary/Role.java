package org.roaminghub.vocabulary;

/** What a party does in roaming (OCPI 2.2.1 §16.5.8 and 2.3.0's payment terminal provider is not among them). */
public enum Role {
    CPO,
    EMSP,
    NSP,
    NAP,
    SCSP,
    OTHER,
    HUB,
    PSO
}
