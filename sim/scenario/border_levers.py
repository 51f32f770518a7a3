"""The border memo moves detention, parole, hiring, expedited removal, returns to Mexico and more."""

from sim.scenario.levers import Lever, Memo, Reading

BORDER_LEVERS: tuple[Lever, ...] = (
    Lever(
        "release_grounds",
        Memo.BORDER,
        "A",
        targets=("detention.release.recognisance_share", "detention.notice_detained_share"),
        doc="Section A ends release on policy grounds: fewer are let go on recognisance, more are held from the start.",
        unsaid={
            Reading.ANNOUNCED: "the questions and answers of 21 February 2017 repeat the section and give no number",
            Reading.REALISED: "releases on recognisance were about 17,000 in either year; the base holds them",
        },
    ),
    Lever(
        "hire_border_patrol_agents",
        Memo.BORDER,
        "B",
        targets=("staffing.usbp_agents_added",),
        doc="Section B orders 5,000 more agents; sets the number sought, which hiring may not reach.",
    ),
    Lever(
        "hire_air_and_marine_agents",
        Memo.BORDER,
        "B",
        targets=("staffing.air_marine_agents_added",),
        doc="Section B orders 500 more agents of Air and Marine Operations; sets the number sought.",
        unsaid={
            Reading.ANNOUNCED: "the budget requests ask for no number of them",
        },
    ),
    Lever(
        "cooperation_with_mexico",
        Memo.BORDER,
        "C",
        targets=("mexico.cooperation",),
        doc="Section C lists aid to Mexico, which may be used as pressure; cooperation moves interdiction in Mexico.",
        unsaid={
            Reading.ANNOUNCED: "the list of aid was to be compiled; no cut was announced",
            Reading.REALISED: "the list was compiled; no aid was cut in 2017",
        },
    ),
    Lever(
        "agreements_with_states",
        Memo.BORDER,
        "D",
        targets=("interior.agreements.in_force",),
        doc="Section D expands 287(g) agreements; more people are handed over from jails.",
        unsaid={
            Reading.ANNOUNCED: "ICE said that it would sign more agreements and gave no number",
        },
    ),
    Lever(
        "barrier",
        Memo.BORDER,
        "F",
        targets=("border.barrier_miles_added",),
        doc="Section F orders planning and building; sets miles built, which cost money and may raise captures.",
    ),
    Lever(
        "expedited_removal_zone",
        Memo.BORDER,
        "G",
        targets=("expedited_removal.zone_miles", "expedited_removal.max_days_present"),
        doc="Section G announces a wider reach of expedited removal; a notice in the Federal Register had to follow.",
    ),
    Lever(
        "contiguous_return",
        Memo.BORDER,
        "H",
        targets=(
            "contiguous_return.enabled",
            "contiguous_return.daily_cap",
            "contiguous_return.er_amenable_eligible",
            "contiguous_return.port_cap.west",
            "contiguous_return.port_cap.centre",
            "contiguous_return.port_cap.east",
            "courts.appeals.wait_in_mexico",
        ),
        doc="Section H orders that persons who arrived by land wait in Mexico; Mexico's consent is its own.",
    ),
    Lever(
        "fear_standard",
        Memo.BORDER,
        "I",
        targets=("fear.positive_share", "fear.interviews_per_officer_day"),
        doc="Section I asks for more questions and a strict reading: fewer positive findings, longer interviews.",
        unsaid={
            Reading.ANNOUNCED: "the lesson plan of February 2017 changes words for officers and gives no number",
        },
    ),
    Lever(
        "detention_beds",
        Memo.BORDER,
        "J",
        targets=("detention.beds.adult", "detention.beds.surge_adult", "detention.beds.family"),
        doc="Section J orders detention capacity at the border; beds exist only where they are funded and built.",
    ),
    Lever(
        "asylum_officers",
        Memo.BORDER,
        "J",
        targets=("fear.officers", "fear.screening_share", "fear.surge.screening_share"),
        doc="Section J sends asylum officers to detention sites; more of them or of their time shorten the wait.",
        unsaid={
            Reading.ORDERED: "the section gives no number of officers",
            Reading.ANNOUNCED: "no agency gave a number of officers to be sent",
            Reading.REALISED: "officers on board rise in the base as published; where each sat is not published",
        },
    ),
    Lever(
        "judges_detailed",
        Memo.BORDER,
        "J",
        targets=("courts.judges_detailed",),
        doc="Section J asks for judges at the border; a judge who is detailed hears nobody at home.",
        unsaid={
            Reading.ORDERED: "the section asks the Justice Department for judges and names no number",
            Reading.ANNOUNCED: "no number was announced before the details began",
        },
    ),
    Lever(
        "parole",
        Memo.BORDER,
        "K",
        targets=("detention.release.parole_share",),
        doc="Section K ends parole by category: fewer arriving people with a positive fear finding are paroled.",
        unsaid={
            Reading.ANNOUNCED: "the section keeps the directive of 2009 in force until new rules come",
        },
    ),
    Lever(
        "sponsors",
        Memo.BORDER,
        "M",
        targets=("children.sponsor_delay_days",),
        doc="Section M holds to account those who have children smuggled; fewer sponsors come, care lasts longer.",
        unsaid={
            Reading.ANNOUNCED: "the questions and answers confirm that sponsors may be prosecuted and give no number",
            Reading.REALISED: "the longer care of FY2017 is in the base; what this section added is not published",
        },
    ),
    Lever(
        "prosecution",
        Memo.BORDER,
        "N",
        targets=("prosecution.multiplier",),
        doc="Section N prioritises prosecutions for entry; more people pass through the custody of the Marshals.",
        unsaid={
            Reading.ANNOUNCED: "the Attorney General's memorandum of 11 April 2017 gives no number",
        },
    ),
)
"""The levers of the border memo, in the order of its sections."""
