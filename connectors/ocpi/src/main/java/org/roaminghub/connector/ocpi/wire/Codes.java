package org.roaminghub.connector.ocpi.wire;

import java.util.Set;

/** The lists of words of OCPI 2.2.1 that these modules use, each with its chapter. Some are open since 2.3.0. */
public final class Codes {

    /** ch. 12 AllowedType. */
    public static final Set<String> ALLOWED_TYPE = Set.of("ALLOWED", "BLOCKED", "EXPIRED", "NO_CREDIT", "NOT_ALLOWED");
    /** ch. 10 AuthMethod. */
    public static final Set<String> AUTH_METHOD = Set.of("AUTH_REQUEST", "COMMAND", "WHITELIST");
    /** ch. 10 CdrDimensionType. */
    public static final Set<String> CDR_DIMENSION = Set.of(
            "CURRENT",
            "ENERGY",
            "ENERGY_EXPORT",
            "ENERGY_IMPORT",
            "MAX_CURRENT",
            "MIN_CURRENT",
            "MAX_POWER",
            "MIN_POWER",
            "PARKING_TIME",
            "POWER",
            "RESERVATION_TIME",
            "STATE_OF_CHARGE",
            "TIME");
    /** ch. 9 ChargingPreferencesResponse. */
    public static final Set<String> CHARGING_PREFERENCES_RESPONSE = Set.of(
            "ACCEPTED", "DEPARTURE_REQUIRED", "ENERGY_NEED_REQUIRED", "NOT_POSSIBLE", "PROFILE_TYPE_NOT_SUPPORTED");
    /** ch. 14 ChargingProfileResultType. */
    public static final Set<String> CHARGING_PROFILE_RESULT = Set.of("ACCEPTED", "REJECTED", "UNKNOWN");
    /** ch. 14 ChargingRateUnit. */
    public static final Set<String> CHARGING_RATE_UNIT = Set.of("A", "W");
    /** 2.1.1 mod_commands CommandResponseType, which is the result, too. */
    public static final Set<String> COMMAND_RESPONSE_211 =
            Set.of("NOT_SUPPORTED", "REJECTED", "ACCEPTED", "TIMEOUT", "UNKNOWN_SESSION");

    /** ch. 13 CommandResultType. */
    public static final Set<String> COMMAND_RESULT = Set.of(
            "ACCEPTED",
            "CANCELED_RESERVATION",
            "EVSE_OCCUPIED",
            "EVSE_INOPERATIVE",
            "FAILED",
            "NOT_SUPPORTED",
            "REJECTED",
            "TIMEOUT",
            "UNKNOWN_RESERVATION");

    /** 2.1.1 mod_cdrs CdrDimensionType. */
    public static final Set<String> CDR_DIMENSION_211 =
            Set.of("ENERGY", "FLAT", "MAX_CURRENT", "MIN_CURRENT", "PARKING_TIME", "TIME");
    /** ch. 8 ConnectorFormat. */
    public static final Set<String> CONNECTOR_FORMAT = Set.of("SOCKET", "CABLE");
    /** ch. 8 ConnectorType. */
    public static final Set<String> CONNECTOR_TYPE = Set.of(
            "CHADEMO",
            "CHAOJI",
            "DOMESTIC_A",
            "DOMESTIC_B",
            "DOMESTIC_C",
            "DOMESTIC_D",
            "DOMESTIC_E",
            "DOMESTIC_F",
            "DOMESTIC_G",
            "DOMESTIC_H",
            "DOMESTIC_I",
            "DOMESTIC_J",
            "DOMESTIC_K",
            "DOMESTIC_L",
            "DOMESTIC_M",
            "DOMESTIC_N",
            "DOMESTIC_O",
            "GBT_AC",
            "GBT_DC",
            "IEC_60309_2_single_16",
            "IEC_60309_2_three_16",
            "IEC_60309_2_three_32",
            "IEC_60309_2_three_64",
            "IEC_62196_T1",
            "IEC_62196_T1_COMBO",
            "IEC_62196_T2",
            "IEC_62196_T2_COMBO",
            "IEC_62196_T3A",
            "IEC_62196_T3C",
            "NEMA_5_20",
            "NEMA_6_30",
            "NEMA_6_50",
            "NEMA_10_30",
            "NEMA_10_50",
            "NEMA_14_30",
            "NEMA_14_50",
            "PANTOGRAPH_BOTTOM_UP",
            "PANTOGRAPH_TOP_DOWN",
            "TESLA_R",
            "TESLA_S");
    /** ch. 11 DayOfWeek. */
    public static final Set<String> DAY_OF_WEEK =
            Set.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY");
    /** ch. 8 EnergySourceCategory. */
    public static final Set<String> ENERGY_SOURCE =
            Set.of("NUCLEAR", "GENERAL_FOSSIL", "COAL", "GAS", "GENERAL_GREEN", "SOLAR", "WIND", "WATER");
    /** ch. 8 EnvironmentalImpactCategory. */
    public static final Set<String> ENVIRONMENTAL_IMPACT = Set.of("NUCLEAR_WASTE", "CARBON_DIOXIDE");
    /** ch. 8 ImageCategory. */
    public static final Set<String> IMAGE_CATEGORY =
            Set.of("CHARGER", "ENTRANCE", "LOCATION", "NETWORK", "OPERATOR", "OTHER", "OWNER");
    /** ch. 6 InterfaceRole. */
    public static final Set<String> INTERFACE_ROLE = Set.of("SENDER", "RECEIVER");
    /** ch. 8 PowerType. */
    public static final Set<String> POWER_TYPE =
            Set.of("AC_1_PHASE", "AC_2_PHASE", "AC_2_PHASE_SPLIT", "AC_3_PHASE", "DC");
    /** ch. 9 ProfileType. */
    public static final Set<String> PROFILE_TYPE = Set.of("CHEAP", "FAST", "GREEN", "REGULAR");
    /** ch. 11 ReservationRestrictionType. */
    public static final Set<String> RESERVATION_RESTRICTION = Set.of("RESERVATION", "RESERVATION_EXPIRES");
    /** ch. 16 Role. */
    public static final Set<String> ROLE = Set.of("CPO", "EMSP", "HUB", "NAP", "NSP", "OTHER", "SCSP");
    /** 2.3.0 ch. 17 Role: a hub tells of itself in hub_party_id. */
    public static final Set<String> ROLE_230 = Set.of("CPO", "EMSP", "NAP", "NSP", "OTHER", "SCSP");
    /** ch. 9 SessionStatus. */
    public static final Set<String> SESSION_STATUS = Set.of("ACTIVE", "COMPLETED", "INVALID", "PENDING", "RESERVATION");
    /** ch. 11 TariffDimensionType. */
    public static final Set<String> TARIFF_DIMENSION = Set.of("ENERGY", "FLAT", "PARKING_TIME", "TIME");
    /** ch. 11 TariffType. */
    public static final Set<String> TARIFF_TYPE =
            Set.of("AD_HOC_PAYMENT", "PROFILE_CHEAP", "PROFILE_FAST", "PROFILE_GREEN", "REGULAR");
    /** 2.3.0 ch. 11 TaxIncluded. */
    public static final Set<String> TAX_INCLUDED = Set.of("YES", "NO", "N/A");
    /** ch. 12 TokenType. */
    public static final Set<String> TOKEN_TYPE = Set.of("AD_HOC_USER", "APP_USER", "OTHER", "RFID");
    /** 2.1.1 mod_tokens TokenType. */
    public static final Set<String> TOKEN_TYPE_211 = Set.of("OTHER", "RFID");
    /** 2.1.1 mod_locations LocationType. */
    public static final Set<String> LOCATION_TYPE_211 =
            Set.of("ON_STREET", "PARKING_GARAGE", "UNDERGROUND_GARAGE", "PARKING_LOT", "OTHER", "UNKNOWN");
    /** ch. 8 Status. */
    public static final Set<String> EVSE_STATUS = Set.of(
            "AVAILABLE",
            "BLOCKED",
            "CHARGING",
            "INOPERATIVE",
            "OUTOFORDER",
            "PLANNED",
            "REMOVED",
            "RESERVED",
            "UNKNOWN");
    /** 2.1.1 mod_locations ConnectorType. */
    public static final Set<String> CONNECTOR_TYPE_211 = Set.of(
            "CHADEMO",
            "DOMESTIC_A",
            "DOMESTIC_B",
            "DOMESTIC_C",
            "DOMESTIC_D",
            "DOMESTIC_E",
            "DOMESTIC_F",
            "DOMESTIC_G",
            "DOMESTIC_H",
            "DOMESTIC_I",
            "DOMESTIC_J",
            "DOMESTIC_K",
            "DOMESTIC_L",
            "IEC_60309_2_single_16",
            "IEC_60309_2_three_16",
            "IEC_60309_2_three_32",
            "IEC_60309_2_three_64",
            "IEC_62196_T1",
            "IEC_62196_T1_COMBO",
            "IEC_62196_T2",
            "IEC_62196_T2_COMBO",
            "IEC_62196_T3A",
            "IEC_62196_T3C",
            "TESLA_R",
            "TESLA_S");
    /** ch. 12 WhitelistType. */
    public static final Set<String> WHITELIST_TYPE = Set.of("ALWAYS", "ALLOWED", "ALLOWED_OFFLINE", "NEVER");

    private Codes() {}
}
