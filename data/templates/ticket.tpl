# A ticket of 5.5 x 2 inches with a stub of 30 mm on the right.
#
# Millimetres from the upper left corner of the body or, behind the word "stub", of the stub; one
# element a line.  "font serif-bold 18..7" is set as large as it fits.  What is marked "required" is
# never cut: a ticket on which it does not fit is not printed; with "cut" behind it, it is rather cut
# than not printed.  Barcodes measure with their quiet zones.  "boxoffice print template check FILE"
# says what is wrong with a changed copy, and what of this store would not come out whole.

ticket 139.7x50.8mm stub right 30mm

# Who, what, where
text presenter         at 5,2.2    w 78   font serif 8..6
text show.title        at 5,5.6    w 78   font serif-bold 19..7 lines 2 required cut
text house             at 5,21.7   w 48   font sans 9..6
text member            at 54,21.7  w 29   font sans 8..5 align right
qr ticket.code         at 83.6,1.6 module 0.75mm ec M

# When: the largest, as it is what people read in the foyer
text performance.date  at 5,25.7   w 72   font sans-bold 20..10 required
text performance.time  at 78,25.7  w 26.4 font sans-bold 20..10 align right required

line 5,34.7 104.4,34.7 width 0.3mm

text voucher_type      at 5,35.4   w 72   font sans-bold 11..5 required cut
text price             at 78,35.4  w 26.4 font sans-bold 11..7 align right required

text seat              at 5,40.1   w 31   font sans 7.5..5
label "Order"          at 37,40.1  w 8    font sans 7..6
text order             at 45,40.1  w 13   font sans-bold 7..5
label "Ticket"         at 59,40.1  w 8.5  font sans 7..6
text sequence          at 67.5,40.1 w 13   font sans-bold 7..5
text patron            at 81,40.1  w 23.4 font sans 7..5 align right

text ticket.code       at 5,43.3   w 40   font mono-bold 9 required
text mark              at 46,43.3  w 58.4 font sans-bold 9..7 align right required
label "No refunds or exchanges except as the law requires. Latecomers are seated at a suitable break." at 5,47.2 w 99.4 font sans 5.5..5

# Where it came from, up the tear line
text printed_at        at 105.8,2  w 24   font narrow 5 turned align right
text staff             at 105.8,26.5 w 11 font narrow 5 turned align right
text till              at 105.8,38 w 11   font narrow 5 turned

# What is torn off and counted
stub text show.title        at 1.8,2.4   w 46   font serif-bold 9..6 turned
stub text performance.date  at 5.8,22.4  w 26   font sans-bold 8..6  turned required
stub text performance.time  at 5.8,2.4   w 19   font sans-bold 8..6  turned align right required
stub text voucher_type      at 9.4,25.4  w 23   font sans 7..5       turned
stub text price             at 9.4,2.4   w 22   font sans-bold 7..5  turned align right required
stub label "Order"          at 12.6,40.4 w 8    font sans 6          turned
stub text order             at 12.6,22.4 w 18   font sans-bold 6     turned
stub text sequence          at 12.6,2.4  w 19   font sans 6          turned align right
stub text ticket.code       at 15.4,2.4  w 46   font mono-bold 7     turned required
stub code128 ticket.code    at 19.2,0.25 w 50.3 h 9.4 turned
