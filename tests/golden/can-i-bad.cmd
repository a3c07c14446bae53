can-i mit --do hots --users -5 --based-in XX
