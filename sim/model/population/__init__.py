"""Who is in the country on the first day: cases pending, people in custody, notices not yet filed."""
